#include "model/core/world_countries.hpp"

#include <algorithm>
#include <array>

#include "model/core/ascii.hpp"
#include "model/core/city_names.hpp"
#include "model/core/diagnostic.hpp"

namespace salus::model {
namespace {

/// ISO 3166-1 as of 2023, and Kosovo, which statistics write XKX. `also`: codes of before, of sport and of the World
/// Bank, and other names in use; one that two countries had stands with both.
constexpr auto all_countries = std::to_array<WorldCountry>(
    {{"ABW", "AW", "Aruba", ""},
     {"AFG", "AF", "Afghanistan", ""},
     {"AGO", "AO", "Angola", "ANG"},
     {"AIA", "AI", "Anguilla", ""},
     {"ALA", "AX", "Åland Islands", ""},
     {"ALB", "AL", "Albania", ""},
     {"AND", "AD", "Andorra", ""},
     {"ARE", "AE", "United Arab Emirates", "UAE;Emirates"},
     {"ARG", "AR", "Argentina", "Argentine Republic;Argentinien;Argentine"},
     {"ARM", "AM", "Armenia", ""},
     {"ASM", "AS", "American Samoa", ""},
     {"ATA", "AQ", "Antarctica", ""},
     {"ATF", "TF", "French Southern Territories", ""},
     {"ATG", "AG", "Antigua and Barbuda", ""},
     {"AUS", "AU", "Australia", "Australien;Australie"},
     {"AUT", "AT", "Austria", "Österreich;Austriche;Autriche"},
     {"AZE", "AZ", "Azerbaijan", ""},
     {"BDI", "BI", "Burundi", "Burundi Republic"},
     {"BEL", "BE", "Belgium", "Belgique;België;Belgien"},
     {"BEN", "BJ", "Benin", "DHY;Dahomey"},
     {"BES", "BQ", "Bonaire, Sint Eustatius and Saba", ""},
     {"BFA", "BF", "Burkina Faso", "HVO;BUR;Upper Volta"},
     {"BGD", "BD", "Bangladesh", "BAN"},
     {"BGR", "BG", "Bulgaria", "BUL"},
     {"BHR", "BH", "Bahrain", ""},
     {"BHS", "BS", "Bahamas", "Bahamas, The;The Bahamas;BAH"},
     {"BIH", "BA", "Bosnia and Herzegovina", ""},
     {"BLM", "BL", "Saint Barthélemy", ""},
     {"BLR", "BY", "Belarus", ""},
     {"BLZ", "BZ", "Belize", ""},
     {"BMU", "BM", "Bermuda", ""},
     {"BOL", "BO", "Bolivia", "Bolivia, Plurinational State of;Plurinational State of Bolivia"},
     {"BRA", "BR", "Brazil", "Brasil;Brésil;Brasilien"},
     {"BRB", "BB", "Barbados", ""},
     {"BRN", "BN", "Brunei Darussalam", "Brunei"},
     {"BTN", "BT", "Bhutan", ""},
     {"BVT", "BV", "Bouvet Island", ""},
     {"BWA", "BW", "Botswana", "BOT"},
     {"CAF", "CF", "Central African Republic", "CAR"},
     {"CAN", "CA", "Canada", "Kanada;Canadá"},
     {"CCK", "CC", "Cocos (Keeling) Islands", ""},
     {"CHE", "CH", "Switzerland", "SUI;Schweiz;Suisse;Svizzera;Suiza"},
     {"CHL", "CL", "Chile", "CHI"},
     {"CHN", "CN", "China", "People's Republic of China;PRC"},
     {"CIV", "CI", "Côte d'Ivoire", "Ivory Coast;Cote d Ivoire;Cote dIvoire;Costa de Marfil"},
     {"CMR", "CM", "Cameroon", "Cameroun;Kamerun;Camerún"},
     {"COD", "CD", "Democratic Republic of the Congo",
      "ZAR;DRC;DR Congo;Congo, DR;Congo-Kinshasa;Congo Kinshasa;Zaire;Congo, Dem. Rep.;Congo, The Democratic Republic "
      "of the;Congo, Democratic Republic of the;Congo, Democratic Republic of;Democratic Republic of Congo;Dem. Rep. "
      "of the Congo;Dem. Rep. Congo;Congo;RD Congo;RDC"},
     {"COG", "CG", "Congo",
      "CGO;Congo-Brazzaville;Congo Brazzaville;Congo, Rep.;Republic of the Congo;Republic of Congo"},
     {"COK", "CK", "Cook Islands", ""},
     {"COL", "CO", "Colombia", "Kolumbien;Colombie"},
     {"COM", "KM", "Comoros", ""},
     {"CPV", "CV", "Cabo Verde", "Cape Verde;Cap-Vert"},
     {"CRI", "CR", "Costa Rica", "CRC"},
     {"CUB", "CU", "Cuba", ""},
     {"CUW", "CW", "Curaçao", "Curacao"},
     {"CXR", "CX", "Christmas Island", ""},
     {"CYM", "KY", "Cayman Islands", ""},
     {"CYP", "CY", "Cyprus", ""},
     {"CZE", "CZ", "Czechia", "Czech Republic;CSK;Czechoslovakia"},
     {"DEU", "DE", "Germany", "GER;DDR;Deutschland;Allemagne;Alemania;West Germany;Federal Republic of Germany"},
     {"DJI", "DJ", "Djibouti", ""},
     {"DMA", "DM", "Dominica", ""},
     {"DNK", "DK", "Denmark", "DEN;Danmark;Dinamarca;Dänemark"},
     {"DOM", "DO", "Dominican Republic", ""},
     {"DZA", "DZ", "Algeria", "ALG"},
     {"ECU", "EC", "Ecuador", ""},
     {"EGY", "EG", "Egypt", "Egypt, Arab Rep.;Arab Republic of Egypt;Égypte;Egipto;Ägypten"},
     {"ERI", "ER", "Eritrea", ""},
     {"ESH", "EH", "Western Sahara", ""},
     {"ESP", "ES", "Spain", "España;Espagne;Spanien"},
     {"EST", "EE", "Estonia", "Estonia Republic"},
     {"ETH", "ET", "Ethiopia", ""},
     {"FIN", "FI", "Finland", ""},
     {"FJI", "FJ", "Fiji", ""},
     {"FLK", "FK", "Falkland Islands", "Falkland Islands (Malvinas)"},
     {"FRA", "FR", "France", "FXX;Francia;Frankreich;Metropolitan France;French Republic"},
     {"FRO", "FO", "Faroe Islands", ""},
     {"FSM", "FM", "Micronesia",
      "Micronesia, Fed. Sts.;Micronesia, Federated States of;Federated States of Micronesia"},
     {"GAB", "GA", "Gabon", ""},
     {"GBR", "GB", "United Kingdom",
      "UK;U.K.;Britain;Great Britain;England;Scotland;Wales;Northern Ireland;United Kingdom of Great Britain and "
      "Northern Ireland;Reino Unido;Royaume-Uni;Grande-Bretagne"},
     {"GEO", "GE", "Georgia", ""},
     {"GGY", "GG", "Guernsey", ""},
     {"GHA", "GH", "Ghana", ""},
     {"GIB", "GI", "Gibraltar", ""},
     {"GIN", "GN", "Guinea", "GUI"},
     {"GLP", "GP", "Guadeloupe", ""},
     {"GMB", "GM", "Gambia", "Gambia, The;The Gambia;GAM"},
     {"GNB", "GW", "Guinea-Bissau", "Guinea Bissau"},
     {"GNQ", "GQ", "Equatorial Guinea", "EQG"},
     {"GRC", "GR", "Greece", "GRE;EL;Hellas"},
     {"GRD", "GD", "Grenada", ""},
     {"GRL", "GL", "Greenland", ""},
     {"GTM", "GT", "Guatemala", "GUA"},
     {"GUF", "GF", "French Guiana", ""},
     {"GUM", "GU", "Guam", ""},
     {"GUY", "GY", "Guyana", ""},
     {"HKG", "HK", "Hong Kong", "Hong Kong SAR, China;Hong Kong SAR"},
     {"HMD", "HM", "Heard Island and McDonald Islands", ""},
     {"HND", "HN", "Honduras", "HON"},
     {"HRV", "HR", "Croatia", "CRO"},
     {"HTI", "HT", "Haiti", "HAI"},
     {"HUN", "HU", "Hungary", ""},
     {"IDN", "ID", "Indonesia", "INA"},
     {"IMN", "IM", "Isle of Man", "IMY"},
     {"IND", "IN", "India", "Bharat;Inde;Indien;Republic of India"},
     {"IOT", "IO", "British Indian Ocean Territory", ""},
     {"IRL", "IE", "Ireland", "Éire"},
     {"IRN", "IR", "Iran", "IRI;Iran, Islamic Rep.;Iran, Islamic Republic of;Islamic Republic of Iran;Persia"},
     {"IRQ", "IQ", "Iraq", "Irak;Iraq Republic"},
     {"ISL", "IS", "Iceland", ""},
     {"ISR", "IL", "Israel", ""},
     {"ITA", "IT", "Italy", "Italia;Italie;Italien"},
     {"JAM", "JM", "Jamaica", ""},
     {"JEY", "JE", "Jersey", ""},
     {"JOR", "JO", "Jordan", ""},
     {"JPN", "JP", "Japan", ""},
     {"KAZ", "KZ", "Kazakhstan", ""},
     {"KEN", "KE", "Kenya", "Kenia"},
     {"KGZ", "KG", "Kyrgyzstan", "Kyrgyz Republic"},
     {"KHM", "KH", "Cambodia", "CAM"},
     {"KIR", "KI", "Kiribati", ""},
     {"KNA", "KN", "Saint Kitts and Nevis", "St. Kitts and Nevis"},
     {"KOR", "KR", "Republic of Korea",
      "South Korea;Korea, Rep.;Korea, Republic of;Korea, South;Korea;ROK;Corea del Sur;Corée du Sud;Südkorea"},
     {"KWT", "KW", "Kuwait", "KUW"},
     {"LAO", "LA", "Laos", "Lao PDR;Lao People's Democratic Republic"},
     {"LBN", "LB", "Lebanon", "LIB;Liban;Líbano;Libanon"},
     {"LBR", "LR", "Liberia", ""},
     {"LBY", "LY", "Libya", "LBA"},
     {"LCA", "LC", "Saint Lucia", "St. Lucia"},
     {"LIE", "LI", "Liechtenstein", ""},
     {"LKA", "LK", "Sri Lanka", "SRI"},
     {"LSO", "LS", "Lesotho", "LES"},
     {"LTU", "LT", "Lithuania", ""},
     {"LUX", "LU", "Luxembourg", ""},
     {"LVA", "LV", "Latvia", "LAT"},
     {"MAC", "MO", "Macao", "Macao SAR, China;Macau"},
     {"MAF", "MF", "Saint Martin", "Saint Martin (French part)"},
     {"MAR", "MA", "Morocco", "Maroc;Marruecos;Marokko;MRC"},
     {"MCO", "MC", "Monaco", "MON"},
     {"MDA", "MD", "Moldova", "Moldova, Republic of;Republic of Moldova"},
     {"MDG", "MG", "Madagascar", "MAD;Madagaskar"},
     {"MDV", "MV", "Maldives", ""},
     {"MEX", "MX", "Mexico", "México;Mexique;Mexiko"},
     {"MHL", "MH", "Marshall Islands", ""},
     {"MKD", "MK", "North Macedonia", "Macedonia;FYROM"},
     {"MLI", "ML", "Mali", "Malí"},
     {"MLT", "MT", "Malta", ""},
     {"MMR", "MM", "Myanmar", "BUR;MYA;Burma"},
     {"MNE", "ME", "Montenegro", "SCG;Serbia and Montenegro"},
     {"MNG", "MN", "Mongolia", "MGL"},
     {"MNP", "MP", "Northern Mariana Islands", ""},
     {"MOZ", "MZ", "Mozambique", ""},
     {"MRT", "MR", "Mauritania", ""},
     {"MSR", "MS", "Montserrat", ""},
     {"MTQ", "MQ", "Martinique", ""},
     {"MUS", "MU", "Mauritius", "MRI"},
     {"MWI", "MW", "Malawi", "MAW;Malaui"},
     {"MYS", "MY", "Malaysia", "MAS;Malaysien;Malaisie"},
     {"MYT", "YT", "Mayotte", ""},
     {"NAM", "NA", "Namibia", ""},
     {"NCL", "NC", "New Caledonia", ""},
     {"NER", "NE", "Niger", "NIG"},
     {"NFK", "NF", "Norfolk Island", ""},
     {"NGA", "NG", "Nigeria", "NGR;Nigéria"},
     {"NIC", "NI", "Nicaragua", "NCA"},
     {"NIU", "NU", "Niue", ""},
     {"NLD", "NL", "Netherlands", "NED;HOL;Holland;The Netherlands;Nederland;Pays-Bas;Países Bajos;Niederlande"},
     {"NOR", "NO", "Norway", "Norge;Noruega;Norwegen;Norvège"},
     {"NPL", "NP", "Nepal", "NEP"},
     {"NRU", "NR", "Nauru", ""},
     {"NZL", "NZ", "New Zealand", ""},
     {"OMN", "OM", "Oman", ""},
     {"PAK", "PK", "Pakistan", ""},
     {"PAN", "PA", "Panama", ""},
     {"PCN", "PN", "Pitcairn", ""},
     {"PER", "PE", "Peru", ""},
     {"PHL", "PH", "Philippines", "PHI;Philippinen;Filipinas;Pilipinas;The Philippines"},
     {"PLW", "PW", "Palau", ""},
     {"PNG", "PG", "Papua New Guinea", "Papua Neuguinea;Papúa Nueva Guinea"},
     {"POL", "PL", "Poland", ""},
     {"PRI", "PR", "Puerto Rico", "PUR;Porto Rico"},
     {"PRK", "KP", "North Korea",
      "Korea, Dem. People's Rep.;Korea, Democratic People's Republic of;Democratic People's Republic of "
      "Korea;DPRK;Korea, North;Korea"},
     {"PRT", "PT", "Portugal", "POR"},
     {"PRY", "PY", "Paraguay", "PAR"},
     {"PSE", "PS", "Palestine", "WBG;PLE;State of Palestine;Palestine, State of;West Bank and Gaza"},
     {"PYF", "PF", "French Polynesia", ""},
     {"QAT", "QA", "Qatar", ""},
     {"REU", "RE", "Réunion", ""},
     {"ROU", "RO", "Romania", "ROM;Rumania"},
     {"RUS", "RU", "Russia", "Russian Federation"},
     {"RWA", "RW", "Rwanda", "Ruanda"},
     {"SAU", "SA", "Saudi Arabia", "KSA"},
     {"SDN", "SD", "Sudan", "SUD"},
     {"SEN", "SN", "Senegal", "Sénégal"},
     {"SGP", "SG", "Singapore", ""},
     {"SGS", "GS", "South Georgia and the South Sandwich Islands", ""},
     {"SHN", "SH", "Saint Helena, Ascension and Tristan da Cunha", ""},
     {"SJM", "SJ", "Svalbard and Jan Mayen", ""},
     {"SLB", "SB", "Solomon Islands", "SOL"},
     {"SLE", "SL", "Sierra Leone", ""},
     {"SLV", "SV", "El Salvador", "ESA;Salvador"},
     {"SMR", "SM", "San Marino", ""},
     {"SOM", "SO", "Somalia", ""},
     {"SPM", "PM", "Saint Pierre and Miquelon", ""},
     {"SRB", "RS", "Serbia", "SCG;Serbia and Montenegro;Serbie;Serbien;Srbija"},
     {"SSD", "SS", "South Sudan", ""},
     {"STP", "ST", "Sao Tome and Principe", "São Tomé and Príncipe"},
     {"SUR", "SR", "Suriname", ""},
     {"SVK", "SK", "Slovakia", "Slovak Republic;CSK;Czechoslovakia"},
     {"SVN", "SI", "Slovenia", "SLO"},
     {"SWE", "SE", "Sweden", "SVE;Sverige;Suecia;Schweden;Suède"},
     {"SWZ", "SZ", "Eswatini", "Swaziland"},
     {"SXM", "SX", "Sint Maarten", "Sint Maarten (Dutch part)"},
     {"SYC", "SC", "Seychelles", ""},
     {"SYR", "SY", "Syria", "Syrian Arab Republic"},
     {"TCA", "TC", "Turks and Caicos Islands", ""},
     {"TCD", "TD", "Chad", "CHA"},
     {"TGO", "TG", "Togo", ""},
     {"THA", "TH", "Thailand", ""},
     {"TJK", "TJ", "Tajikistan", ""},
     {"TKL", "TK", "Tokelau", ""},
     {"TKM", "TM", "Turkmenistan", ""},
     {"TLS", "TL", "Timor-Leste", "TMP;East Timor"},
     {"TON", "TO", "Tonga", "TGA"},
     {"TTO", "TT", "Trinidad and Tobago", "TRI"},
     {"TUN", "TN", "Tunisia", "Tunisie;Túnez;Tunesien"},
     {"TUR", "TR", "Türkiye", "Turkey;Turkiye"},
     {"TUV", "TV", "Tuvalu", ""},
     {"TWN", "TW", "Taiwan", "Taiwan, Province of China"},
     {"TZA", "TZ", "Tanzania", "TAN;Tanzania, United Republic of;United Republic of Tanzania;Tansania;Tanzanie"},
     {"UGA", "UG", "Uganda", "Ouganda"},
     {"UKR", "UA", "Ukraine", ""},
     {"UMI", "UM", "United States Minor Outlying Islands", ""},
     {"URY", "UY", "Uruguay", "URU"},
     {"USA", "US", "United States", "US;U.S.;U.S.A.;United States of America;America;Estados Unidos;États-Unis;EEUU"},
     {"UZB", "UZ", "Uzbekistan", ""},
     {"VAT", "VA", "Holy See", "Vatican;Vatican City;Holy See (Vatican City State)"},
     {"VCT", "VC", "Saint Vincent and the Grenadines", "St. Vincent and the Grenadines"},
     {"VEN", "VE", "Venezuela", "Venezuela, RB;Venezuela, Bolivarian Republic of;Bolivarian Republic of Venezuela"},
     {"VGB", "VG", "British Virgin Islands", "Virgin Islands, British"},
     {"VIR", "VI", "United States Virgin Islands", "Virgin Islands, U.S."},
     {"VNM", "VN", "Viet Nam", "VIE;VDR;Vietnam"},
     {"VUT", "VU", "Vanuatu", ""},
     {"WLF", "WF", "Wallis and Futuna", ""},
     {"WSM", "WS", "Samoa", ""},
     {"YEM", "YE", "Yemen", "YMD;Yemen, Rep."},
     {"ZAF", "ZA", "South Africa", "RSA;Suráfrica;Sudáfrica;Südafrika;Afrique du Sud"},
     {"ZMB", "ZM", "Zambia", "ZAM"},
     {"ZWE", "ZW", "Zimbabwe", "ZIM;RHO;Rhodesia"},
     {"XKX", "XK", "Kosovo", "KSV;Kosovo (under UNSCR 1244)"}});

/// Codes that the World Bank gives to groups of countries.
constexpr auto groups = std::to_array<std::string_view>(
    {"AFE", "AFW", "ARB", "CEB", "CSS", "EAP", "EAR", "EAS", "ECA", "ECS", "EMU", "EUU", "FCS",
     "HIC", "HPC", "IBD", "IBT", "IDA", "IDB", "IDX", "INX", "LAC", "LCN", "LDC", "LIC", "LMC",
     "LMY", "LTE", "MEA", "MIC", "MNA", "NAC", "OED", "OSS", "PRE", "PSS", "PST", "SAS", "SSA",
     "SSF", "SST", "TEA", "TEC", "TLA", "TMN", "TSA", "TSS", "UMC", "WLD"});

/// Names as they are compared: small letters without accents or marks, and no article.
std::string key_of(std::string_view name) {
  std::string key;
  for (const char c : plain_name(name)) {
    const bool mark = c >= ' ' && c <= '~' && !is_small_letter(c) && !is_digit(c);
    if (!mark) key += c;
    else if (!key.empty() && key.back() != ' ') key += ' ';
  }
  if (!key.empty() && key.back() == ' ') key.pop_back();
  return key.starts_with("the ") ? key.substr(4) : key;
}

std::vector<std::string_view> names_of(const WorldCountry& country) {
  std::vector<std::string_view> names{country.iso2, country.name};
  for (std::string_view rest = country.also; !rest.empty();) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    names.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return names;
}

/// Countries whose name is nearly what was written; codes are never nearly another one's.
std::vector<const WorldCountry*> countries_nearly_called(std::string_view text) {
  const std::string key = key_of(text);
  constexpr std::size_t shortest = 5;
  std::vector<std::string> known;
  std::vector<const WorldCountry*> whose;
  for (const auto& country : all_countries)
    for (const auto name : names_of(country))
      if (std::string other = key_of(name); other.size() >= shortest) {
        known.push_back(std::move(other));
        whose.push_back(&country);
      }
  const std::string near = key.size() >= shortest ? nearest_name(key, known) : "";
  std::vector<const WorldCountry*> found;
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i] == near && std::find(found.begin(), found.end(), whose[i]) == found.end()) found.push_back(whose[i]);
  return found;
}

/// `KEN (Kenya) or NER (Niger), which is not among the 48`
std::string choices(const std::vector<const WorldCountry*>& found, const std::vector<std::string>& ours) {
  std::string text;
  for (const auto* country : found) {
    text += (text.empty() ? "" : " or ") + std::string(country->iso3) + " (" + std::string(country->name) + ")";
    if (std::find(ours.begin(), ours.end(), country->iso3) == ours.end())
      text += ", which is not among the " + std::to_string(ours.size()) + ",";
  }
  if (text.ends_with(',')) text.pop_back();
  return text;
}

}  // namespace

std::span<const WorldCountry> countries_of_the_world() { return all_countries; }

bool is_country_code(std::string_view text) {
  return std::any_of(all_countries.begin(), all_countries.end(), [&](const auto& c) { return c.iso3 == text; });
}

bool is_group_code(std::string_view text) { return std::find(groups.begin(), groups.end(), text) != groups.end(); }

std::vector<const WorldCountry*> countries_called(std::string_view text) {
  const std::string key = key_of(text);
  std::vector<const WorldCountry*> found;
  if (key.empty()) return found;
  for (const auto& country : all_countries)
    if (key_of(country.iso3) == key) return {&country};
  for (const auto& country : all_countries) {
    const auto names = names_of(country);
    if (std::any_of(names.begin(), names.end(), [&](const auto name) { return key_of(name) == key; }))
      found.push_back(&country);
  }
  return found;
}

CountryRemedy remedy_for_country(std::string_view text, const std::vector<std::string>& ours) {
  const std::string no_code = "this is no ISO 3166-1 alpha-3 code of a country";
  const std::string among = "among the " + std::to_string(ours.size()) + " countries";
  const auto is_ours = [&](const WorldCountry* c) {
    return std::find(ours.begin(), ours.end(), c->iso3) != ours.end();
  };
  const auto called = countries_called(text);
  if (called.size() == 1 && is_ours(called.front()))
    return {no_code, "write " + std::string(called.front()->iso3) + " for " + std::string(called.front()->name)};
  if (!called.empty() && std::none_of(called.begin(), called.end(), is_ours)) {
    std::string names;
    for (const auto* c : called)
      names += (names.empty() ? "" : ", ") + std::string(c->name) + " (" + std::string(c->iso3) + ")";
    return {"the country is not " + among, "leave it out: " + names + " is not " + among + " of countries.csv"};
  }
  if (!called.empty()) return {no_code, "write the code that is meant: " + choices(called, ours)};
  if (is_group_code(text)) return {"the code is of a group of countries", "leave it out, or name its countries"};
  const auto near = countries_nearly_called(text);
  if (near.empty()) return {no_code, "write a code of calibration/data/countries.csv"};
  return {no_code, "did you mean " + choices(near, ours) + "?"};
}

}  // namespace salus::model

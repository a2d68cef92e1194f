/// The records of the city layer: a table.
#include "model/city/city_parameters.hpp"

namespace salus::model {
namespace {

using namespace priors;

constexpr std::string_view contagion =
    "contagion share 0-0.63 (Green, Horel, Papachristos 2017, fact S25, confounded by homophily): wide";
constexpr std::string_view concentration = "fitted to half of crime on 4.7-6.1 % of segments (fact S01)";

using P = CityParameter;
using U = Unit;
constexpr auto data = Knowledge::data;
constexpr auto analogy = Knowledge::analogy;
constexpr auto assumption = Knowledge::assumption;

constexpr Registry<CityParameter> records({{
    // People.
    {P::never_share, 501, "never_share", U::one, assumption, share(0.3, 0.5, 0.0, 0.9),
     "share of people who never offend in public, whatever their place and age", judgement},
    {P::propensity_sd, 502, "propensity_sd", U::one, assumption, lognormal(1.3, 0.25, 0.0, 2.5),
     "sd of the log of the propensity to offend among the others", judgement},
    {P::vulnerability_sd, 503, "vulnerability_sd", U::one, assumption, lognormal(0.8, 0.3, 0.0, 1.5),
     "sd of the log of lasting vulnerability (the flag of repeat victimisation)", judgement},
    {P::couple_share, 504, "couple_share", U::one, assumption, share(0.75, 0.4),
     "share of pairs of grown neighbours of both sexes in a dwelling who are couples", judgement},
    {P::moving, 505, "moving", U::per_year, assumption, lognormal(0.05, 0.5, 0.0, 0.3),
     "rate at which a person moves and another of like age, sex and career comes", judgement},
    {P::women_offending, 506, "women_offending", U::one, data, share(0.06, 0.4, 0.0, 1.0),
     "rate of offending in public of a woman over that of a man", "men are 95 % of homicide offenders (fact S41b)"},
    {P::situational_peak, 507, "situational_peak", U::one, assumption, lognormal(3.0, 0.3, 1.0, 8.0),
     "offending at 15-24 over that at 40-49 among those who are not active",
     "age-crime curve (fact S43, from memory): wide"},
    {P::home_propensity, 560, "home_propensity", U::one, assumption, share(0.5, 0.6),
     "share of violence at home that goes with the propensity to offend; the rest is as likely in anybody of age",
     judgement},
    // Groups, weapons, sanction.
    {P::gang_share, 508, "gang_share", U::one, assumption, share(0.6, 0.5),
     "share of active offenders who belong to a group", judgement},
    {P::groups, 509, "groups", U::per_neighbourhood, assumption, fixed(2.0),
     "groups of a neighbourhood of 4,096 places", judgement},
    {P::carrier_active, 510, "carrier_active", U::one, assumption, share(0.4, 0.5),
     "share of active offenders who carry a weapon", judgement},
    {P::carrier_other, 511, "carrier_other", U::one, assumption, share(0.02, 0.7),
     "share of other men aged 15 and over who do", judgement},
    {P::carrier_lethality, 512, "carrier_lethality", U::one, assumption, lognormal(4.0, 0.4, 1.0, 15.0),
     "lethality of an assault by a carrier over that of another", judgement},
    {P::co_offending, 513, "co_offending", U::one, assumption, share(0.3, 0.5),
     "share of events in public that another member of the group, or a peer of the same cell where there is one, "
     "joins",
     judgement},
    {P::recorded, 514, "recorded", U::one, data, share(0.12, 0.5),
     "share of events in public that police record with an offender",
     "65 % of assaults are not recorded in Latin America (fact S72); of the others about a third has a known "
     "offender: judgement"},
    {P::partner_homicides, 515, "partner_homicides", U::one, analogy, share(0.08, 0.4),
     "share of homicides that end partner violence", judgement},
    {P::robbery_homicides, 516, "robbery_homicides", U::one, analogy, share(0.07, 0.5),
     "share of homicides that end a robbery", judgement},
    // Places.
    {P::disadvantage_on_entry, 517, "disadvantage_on_entry", U::one, data, lognormal(1.5, 0.25, 0.0, 2.5),
     "log rate of coming at risk, and of starting to offend, per sd of a neighbourhood's disadvantage",
     "fitted to homicide 3-6 times as frequent in favelas (fact S13); 1.28 per sd of inequality (S53)"},
    {P::disadvantage_on_household, 518, "disadvantage_on_household", U::one, assumption, lognormal(0.15, 0.5, 0.0, 1.0),
     "log rate of violence at home per sd of disadvantage", judgement},
    {P::disadvantage_on_guard, 519, "disadvantage_on_guard", U::one, assumption, lognormal(0.15, 0.5, 0.0, 1.0),
     "how much less often residents stop a crime per sd of disadvantage", judgement},
    {P::disadvantage_range, 520, "disadvantage_range", U::neighbourhood, assumption, lognormal(2.5, 0.4, 0.5, 10.0),
     "distance over which disadvantage is alike", judgement},
    {P::street_spread, 521, "street_spread", U::one, data, lognormal(2.3, 0.2, 0.0, 3.0),
     "sd of the log of what draws street violence to a cell", concentration},
    {P::robbery_spread, 522, "robbery_spread", U::one, data, lognormal(1.9, 0.2, 0.0, 3.0), "the same for robbery",
     concentration},
    {P::property_spread, 523, "property_spread", U::one, data, lognormal(2.2, 0.2, 0.0, 3.0),
     "the same for property crime", concentration},
    {P::attraction_shared, 524, "attraction_shared", U::one, assumption, share(0.6, 0.5),
     "part of its variance that the three have in common", judgement},
    {P::centre_pull, 525, "centre_pull", U::one, assumption, lognormal(0.5, 0.4, 0.0, 3.0),
     "log attraction of the centre over the edge", judgement},
    {P::trip_length, 526, "trip_length", U::metre, assumption, lognormal(1000.0, 0.3, 200.0, 5000.0),
     "mean length of a local trip to crime or of a victim away from home",
     "journeys to crime are short: a kilometre or two, from memory"},
    {P::local_trips, 527, "local_trips", U::one, assumption, share(0.8, 0.4),
     "share of trips that are local; the others go where attraction is, anywhere", judgement},
    {P::dark_share, 528, "dark_share", U::one, assumption, share(0.35, 0.5), "share of cells without working light",
     judgement},
    {P::dark_with_disadvantage, 529, "dark_with_disadvantage", U::one, assumption, lognormal(0.4, 0.4, 0.0, 2.0),
     "log odds of darkness per sd of disadvantage", judgement},
    {P::lit_effect, 530, "lit_effect", U::one, data, lognormal(0.8, 0.15, 0.3, 1.5),
     "chance at night that a crime is not stopped in a lit cell over a dark one",
     "lighting 0.86 (I01), 0.64 at night (I01.2): conflict in the spread"},
    {P::search_persistence, 531, "search_persistence", U::one, assumption, share(0.4, 0.8),
     "chance that an offender who is stopped looks for another place",
     "displacement and diffusion are seen equally often (facts S10, S11): wide"},
    // Victims.
    {P::resident_victims, 532, "resident_victims", U::one, assumption, share(0.4, 0.5),
     "share of victims in public who live in the cell", judgement},
    {P::acquaintance_assault, 533, "acquaintance_assault", U::one, assumption, share(0.4, 0.5),
     "share of assaults on somebody from the offender's own cell", judgement},
    {P::acquaintance_sexual, 534, "acquaintance_sexual", U::one, assumption, share(0.4, 0.5),
     "the same for sexual violence", judgement},
    {P::peer_years, 535, "peer_years", U::year, assumption, lognormal(6.0, 0.4, 1.0, 60.0),
     "gap in age over which the chance of an assault between two persons falls to a half of what it is between those "
     "of one age",
     judgement},
    {P::other_sex, 557, "other_sex", U::one, data, share(0.15, 0.4, 0.0, 1.0),
     "assaults in public on a person of the other sex over those on one of the same, all else alike",
     "men are 79 % of homicide victims (fact S41)"},
    {P::women_sexual, 536, "women_sexual", U::one, assumption, lognormal(9.0, 0.3, 1.0, 30.0),
     "women over men among victims of sexual violence", judgement},
    {P::child_exposure, 537, "child_exposure", U::one, assumption, share(0.08, 0.5),
     "exposure in public below 12 years of age over that of 15-59", judgement},
    {P::older_exposure, 538, "older_exposure", U::one, assumption, share(0.35, 0.5),
     "exposure in public from 60 on over that of 15-59", judgement},
    {P::career_exposure, 558, "career_exposure", U::one, assumption, lognormal(3.3, 0.4, 1.0, 10.0),
     "exposure in public of who is at risk, active or desisted over that of others: time spent where offenders are",
     "victim-offender overlap in 31 of 37 studies (fact S33), size not given: wide"},
    {P::rivals, 559, "rivals", U::one, assumption, share(0.7, 0.7, 0.0, 1.0),
     "share of the assaults by a group member that are aimed at a member of another group of the neighbourhood they "
     "go to",
     "gang shares of homicide 0.6-0.66 in two cities (facts S34, S35): wide"},
    // What events lead to.
    {P::near_assault, 539, "near_assault", U::one, assumption, share(0.06, 0.6, 0.0, 0.5),
     "further assaults nearby that an assault leads to", contagion},
    {P::near_robbery, 540, "near_robbery", U::one, assumption, share(0.1, 0.6, 0.0, 0.5), "the same for robbery",
     judgement},
    {P::near_property, 541, "near_property", U::one, data, share(0.2, 0.5, 0.0, 0.6), "the same for property crime",
     "fitted to elevated risk within 200 m for two weeks and more (Johnson et al. 2007)"},
    {P::near_lag, 542, "near_lag", U::day, data, lognormal(18.0, 0.3, 5.0, 90.0), "mean time to such an event",
     "two weeks to two months (S22, S24)"},
    {P::near_same_cell, 543, "near_same_cell", U::one, assumption, share(0.4, 0.5),
     "share of them in the same cell; the others in one of the eight around", judgement},
    {P::near_same_offender, 544, "near_same_offender", U::one, assumption, share(0.6, 0.5),
     "share of them by the same offender; the others by another member of the group", judgement},
    {P::repeat_assault, 545, "repeat_assault", U::one, data, share(0.31, 0.5, 0.0, 0.8),
     "further assaults on the same victim that an assault leads to (the boost)",
     "fitted to repeats of 30-45 % (fact S31)"},
    {P::repeat_robbery, 546, "repeat_robbery", U::one, data, share(0.22, 0.5, 0.0, 0.8), "the same for robbery",
     "fitted to repeats of 28 % (fact S32)"},
    {P::repeat_sexual, 547, "repeat_sexual", U::one, data, share(0.5, 0.5, 0.0, 0.8), "the same for sexual violence",
     "fitted to repeats of 40-50 % (fact S30)"},
    {P::repeat_property, 548, "repeat_property", U::one, data, share(0.2, 0.5, 0.0, 0.8), "the same for property crime",
     "repeats of 40 % over all crimes (fact S29)"},
    {P::repeat_lag, 549, "repeat_lag", U::day, assumption, lognormal(60.0, 0.4, 10.0, 365.0), "mean time to a repeat",
     judgement},
    {P::retaliation, 550, "retaliation", U::one, assumption, share(0.18, 0.7, 0.0, 0.63),
     "armed attacks of the victim's group on the offender's that an armed attack leads to", contagion},
    {P::follow_up, 551, "follow_up", U::one, assumption, share(0.09, 0.7, 0.0, 0.5),
     "further armed attacks of the offender's group on the victim's", contagion},
    {P::retaliation_lag, 552, "retaliation_lag", U::day, data, lognormal(125.0, 0.2, 30.0, 250.0),
     "mean time to either", "125 days (Green, Horel, Papachristos 2017, fact S26); a press item says 85"},
    {P::retaliation_person, 553, "retaliation_person", U::one, assumption, share(0.03, 0.7, 0.0, 0.3),
     "assaults of a victim who belongs to no group on the offender that an assault leads to", judgement},
    // Rhythm.
    {P::weekend_violence, 554, "weekend_violence", U::one, data, lognormal(1.47, 0.1, 1.0, 2.5),
     "violence on a Saturday or Sunday over another day", "37 % of homicides at the weekend (fact S80)"},
    {P::night_violence, 555, "night_violence", U::one, data, lognormal(1.41, 0.1, 1.0, 3.0),
     "violence an hour from midnight to six over other hours", "32 % of homicides between midnight and six (fact S81)"},
    {P::season, 556, "season", U::one, data, share(0.1, 0.4, 0.0, 0.5),
     "highest month over the mean of the year, less 1", "peaks in the hot months (fact S83, in words)"},
    // What measures are aimed at.
    {P::bars_per_cell, 561, "bars_per_cell", U::per_cell, analogy, lognormal(0.6, 0.7, 0.05, 5.0),
     "places that sell drink, mean over cells; where there are any follows what draws street violence",
     "4,800 outlets for 360,000 people of Diadema (I07.2, Duailibi et al. 2007), 46 people a cell"},
    {P::named_by_record, 562, "named_by_record", U::one, analogy, share(0.5, 0.8),
     "share of the places of a measure for persons at risk that go to those with most offences on record; the others "
     "go "
     "to anybody of the kind, whom outreach meets",
     "men with most on record are shot 19 times per 100 in 20 months here, those whom READI recruited by record, "
     "outreach "
     "and jail 11 (fact S36); no trial of I12 or I13 that was read gives the risk of others of the kind: wide"},
}});

}  // namespace

const Registry<CityParameter>& city_registry() { return records; }

}  // namespace salus::model

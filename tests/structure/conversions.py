"""Where C++ turns a number of one type into a number of another: casts as written, and calls of whatever hides one.

A helper hides a conversion if its whole body is one statement that holds one, be it after checks (`if (...) throw ...;`,
`check(...);`): a function, a method, a lambda, a constructor from one value. Its own cast counts, and so does every call of it; a plain
figure as the argument (`DrawIndex(0u)`) is none. Names are matched in the text, not by type:

* a lambda, or a function of a .cpp, counts where it can be named; a function of a header everywhere;
* a method counts at every call where no other function of the tree, and nothing of the standard library, has its name; otherwise where
  the object's declaration, with its class or as `auto` from a function that returns it, is in the same file or in a header that the file
  includes; and on temporaries: `Owner<X>(n).size()`, `every<X>.last()`, `grid.along<X>().last()`;
* a constructor counts where its class, or an alias of it, is written.

Reading a number's bits as another type (`bit_cast`) counts too. To give a number a strong type of its own representation is no
conversion: `Cell(i)` of a std::uint32_t, an enumerator cast from the number that it is kept as. Of any other number type the compiler
refuses it (-Wconversion as an error), so a loop counter that becomes an index stands in a cast, which counts.

What is not seen: conversions that nothing is written for (`Single` read as double, an argument that becomes a `words::Number`, an operator
of a type, a structured object, or one out of a container, of a method whose name others have), and bodies of two statements or more that
are no checks.
"""
import functools
import re

BASIC = (r"(?:const\s+)?(?:std::)?(?:u?int(?:8|16|32|64)?_t|s?size_t|ssize_t|ptrdiff_t|pid_t|streamsize|streamoff)|(?:un)?signed(?:\s+(?:char|short|int|long(?:\s+long)?))?|int"
         r"|long(?:\s+long)?(?:\s+int)?|short|double|float|char|(?:Eigen::)?Index|uInt|uLong|hsize_t")
WRITTEN = (r"\b(?:std::)?(?:u?int(?:8|16|32|64)_t|size_t|ptrdiff_t|ssize|to_underlying|lround|llround|lrint|llrint)\s*[({](?=\s*[A-Za-z_])"
           r"|(?<![\w:.>])(?<!-> )(?:double|float|int|unsigned|long)\s*[({](?!\s*const\b)(?=\s*[A-Za-z_])"
           r"|\bbit_cast\s*<|\b__builtin_bit_cast\s*\(|(?<![\w.])1\.0f?\s*\*\s*(?=[A-Za-z_])|\*\s*1\.0f?(?![\w.])|(?<![\w.])0\.0f?\s*\+\s*(?=[A-Za-z_])")
# A body of one statement: braces within it only for values. Up to two levels of brackets in the parameters.
PARAMETERS = r"\((?P<parameters>(?:[^(){};]|\((?:[^(){};]|\([^(){};]*\))*\))*)\)"
HELPER = re.compile(
    rf"(?<![\w.>])(?P<name>~?\w+)\s*(?P<lambda>=\s*\[[^\]\[]*\]\s*)?{PARAMETERS}\s*(?:const\b\s*)?(?:mutable\b\s*)?(?:noexcept\b\s*)?(?:->\s*[\w:<>\s,&*]+?)?"
    r"(?P<members>:[^;{}]*?(?:\w\{[^{};]*\}[^;{}]*?)*)?\{(?:\s*(?:if \([^;{}]*\)\s*throw\b[^;]*|(?:\w+::)*\w+\([^;{}]*\));)*(?P<body>(?:[^{};]|\{[^{};]*\})*;?)\s*\}")
NOT_NAMES = {"if", "for", "while", "switch", "catch", "return", "operator", "double", "float", "int", "unsigned", "long", "requires", "bool"}
STANDARD = {"size", "count", "at", "begin", "end", "find", "value", "get", "data", "front", "back", "push_back", "insert", "erase", "fill", "year",
            "month", "day", "length", "index", "first", "last", "set", "reset", "test", "load", "store", "name", "string", "str", "min", "max"}
CLASS = re.compile(r"(?<![<,] )(?<![<,])(?<!enum )\b(?:class|struct)\s+(\w+)[^;{}()=]*\{")
TEMPLATE = r"(?:<[^<>;(){}]*(?:<[^<>;(){}]*>[^<>;(){}]*)*>)?"  # its arguments, if any
VALUES = r"\((?:[^();]|\((?:[^();]|\([^();]*\))*\))*\)"  # in brackets, two levels of them
ARGUMENT = r"\s*[({](?!\s*(?:[\d.'uUlLfF]+\s*)?[)}])"  # neither empty nor a plain figure


def bare(source):
    """The code without comments, texts and directives' tails, lines kept."""
    source = re.sub(r'R"\(.*?\)"', lambda m: '""' + "\n" * m.group().count("\n"), source, flags=re.S)
    source = re.sub(r"(\benum\b[^;{}]*?):[^;{}]*\{", r"\1{", source)  # what an enum is stored in
    return re.sub(r'"(?:\\.|[^"\\\n])*"|//[^\n]*', '""', source)


def closing(text, at):
    """Where the brace opened at `at` closes."""
    depth = 0
    for found in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if found.group() == "{" else -1
        if depth == 0:
            return found.start()
    return len(text)


def block_end(text, at):
    """Where the block around `at` ends."""
    depth = 0
    for found in re.compile(r"[{}]").finditer(text, at):
        depth += 1 if found.group() == "{" else -1
        if depth < 0:
            return found.start()
    return len(text)


def written(sources):
    """The pattern of a conversion as written; aliases of number types, and a template's own parameters, are number types."""
    aliases = {found.group(1) for text in sources.values() for found in re.finditer(rf"\busing\s+(\w+)\s*=\s*(?:{BASIC})\s*;", text)}
    names = "|".join([BASIC, "Enum", "Axis"] + [rf"(?:\w+::)*{name}" for name in sorted(aliases)])
    return re.compile(rf"\b(?:static_cast|narrow_cast|numeric_cast|saturate_cast)\s*<\s*(?:{names})\s*>|{WRITTEN}")


class Helper:
    def __init__(self, path, found, owner, text):
        self.path, self.name, self.owner = path, found.group("name"), owner
        self.is_lambda = found.group("lambda") is not None
        self.is_constructor = owner == self.name
        self.declared = found.start("name")
        self.scope = (found.end(), block_end(text, found.end())) if self.is_lambda else None


def helpers(sources, cast):
    """Everything whose whole body is one statement with a conversion."""
    found = []
    for path, text in sources.items():
        classes = [(c.start(), closing(text, c.end() - 1), c.group(1)) for c in CLASS.finditer(text)]
        for one in HELPER.finditer(text):
            body = one.group("body").strip()
            members = one.group("members") or ""
            if one.group("name") in NOT_NAMES or not (cast.search(body) or (not body and cast.search(members))):
                continue
            around = [name for begin, end, name in classes if begin < one.start() < end]
            owner = around[-1] if around and not one.group("lambda") else None
            qualifier = re.search(r"(\w+)\s*::\s*$", text[:one.start("name")])
            if qualifier and not one.group("lambda"):
                owner = qualifier.group(1)
            parameters = one.group("parameters")
            if owner == one.group("name") and (not parameters.strip() or "," in re.sub(r"<[^<>]*>|\([^()]*\)", "", parameters)):
                continue  # a constructor from nothing or from several values converts none
            found.append(Helper(path, one, owner, text))
    return found


def declared_names(sources):
    """How often each name is given to a function, a method or a lambda."""
    times = {}
    for text in sources.values():
        for found in re.finditer(rf"(?<![\w.>])(\w+)\s*(?:=\s*\[[^\]\[]*\]\s*)?{PARAMETERS}\s*(?:const\b\s*)?(?:noexcept\b\s*)?(?:->[^;{{}}]+)?(?::[^;{{}}]*)?\{{", text):
            times[found.group(1)] = times.get(found.group(1), 0) + 1
    return times


@functools.cache
def class_ends(text):
    return {closing(text, one.end() - 1) for one in CLASS.finditer(text)}


@functools.cache
def objects(owner, temporary, text):
    """(name, whether a member, begin, end) of every variable of a class, and where it can be named: a parameter in its function's body."""
    found = []
    declared = rf"\b{owner}\s*(?:const\s*)?[&*]?\s+[&*]?(\w+)\s*(?:[;,)=({{]|$)|\bauto\s*[&*]*\s*(\w+)\s*=\s*(?:\w+(?:\.|->|::))*{temporary}\s*;"
    for one in re.finditer(declared, text):
        begin, depth = one.end() - 1, 0
        for bracket in re.compile(r"[(){};]").finditer(text, begin):
            depth += {"(": 1, ")": -1}.get(bracket.group(), 0)
            if depth < 0 and bracket.group() == "{":
                found.append((one.group(1) or one.group(2), False, bracket.start(), closing(text, bracket.start())))
            if bracket.group() in "{};":
                break
        if depth >= 0:
            end = block_end(text, begin)
            found.append((one.group(1) or one.group(2), end in class_ends(text), begin, end))
    return found


def calls_of(helper, sources, included, times):
    """(path, position) of every call."""
    name, found = re.escape(helper.name), []
    if helper.is_constructor:
        aliases = [alias for text in sources.values() for alias in re.findall(rf"\busing\s+(\w+)\s*=\s*(?:\w+::)*{name}\s*[<;]", text)]
        pattern = re.compile(rf"(?<![\w~])(?:{'|'.join([name] + aliases)})(?:<[^<>;(){{}}]*(?:<[^<>]*>)?[^<>;(){{}}]*>)?{ARGUMENT}")
        for path, text in sources.items():
            for call in pattern.finditer(text):
                before = text[max(0, call.start() - 60):call.start()]
                if re.search(r"(?:class|struct|explicit|constexpr|friend)\s+$", before):
                    continue  # the class, or its constructor's head
                rest = text[call.end() - 1:call.end() + 200]
                if re.match(r"[^;]*?\)\s*(?::|\{\}|= )", rest) and path == helper.path:
                    continue
                found.append((path, call.start()))
        return found
    if helper.owner is None:
        call = re.compile(rf"(?<![\w.>~])(?:\w+::)*{name}{TEMPLATE}{ARGUMENT}")
        spans = [(p, helper.scope or (0, len(t))) for p, t in sources.items() if p == helper.path or (helper.path.suffix == ".hpp" and not helper.is_lambda)]
        return [(p, at.start()) for p, (begin, end) in spans for at in call.finditer(sources[p], begin, end)
                if not (p == helper.path and at.start() <= helper.declared < at.end())
                and not re.search(r"[\w&*>]\s+[&*]*$", re.sub(r"\b(?:return|case|else|throw|co_return)\s+$", "", sources[p][max(0, at.start() - 40):at.start()]))]
    unique = times.get(helper.name, 0) <= 1 and helper.name not in STANDARD
    owner = re.escape(helper.owner) + TEMPLATE
    # What gives one: the class, functions, variable templates.
    made = [(where, one) for where, text in sources.items()
            for one in re.findall(rf"\b{owner}\s+(?:\w+::)*(\w+)\s*(?:{VALUES}\s*(?:const\s*)?\{{|=\s*\[)", text)]
    everywhere = "|".join({one for where, text in sources.items() if where.suffix == ".hpp"
                           for one in re.findall(rf"\binline\s+const\w*\s+{owner}\s+(\w+)\s*[({{]", text)}) or "(?!)"
    for path, text in sources.items():
        if unique:
            found += [(path, call.start()) for call in re.finditer(rf"(?:\.|->)\s*{name}\s*\(", text)]
            continue
        if not re.search(rf"(?:\.|->)\s*{name}\s*\(", text):
            continue
        makers = "|".join(sorted({helper.owner} | {one for where, one in made if where == path or where.suffix == ".hpp"}))
        temporary = rf"(?:{makers})\s*(?:{TEMPLATE[:-1]}\s*(?:{VALUES})?|{VALUES})"
        found += [(path, call.start()) for call in re.finditer(rf"(?<!\w)(?:{temporary}|{everywhere})\s*(?:\.|->)\s*{name}\s*\(", text)]
        for other in dict.fromkeys([path] + included[path]):
            for one, member, begin, end in objects(owner, temporary, sources.get(other, "")):
                if member:
                    begin, end = 0, len(text)
                elif other != path:
                    continue
                of = r"(?:\w+(?:\.|->))*" if member else ""
                found += [(path, call.start()) for call in re.compile(rf"(?<![\w.>]){of}{one}(?:\.|->){name}\s*\(").finditer(text, begin, end)]
    own = [helper.path, helper.path.with_suffix(".cpp"), helper.path.with_suffix(".hpp")]
    inside = re.compile(rf"(?<![\w.>:~])(?:this->)?{name}\s*\(")
    for path in dict.fromkeys(own):
        for call in inside.finditer(sources.get(path, "")):
            before = sources[path][max(0, call.start() - 40):call.start()]
            if re.search(r"(?:[\w&*>]\s+[&*]*|::)$", re.sub(r"\b(?:return|case|else|throw)\s+$", "", before)):
                continue  # a declaration
            found.append((path, call.start()))
    return list(dict.fromkeys(found))


def conversions(root, files):
    """(path, line) of every conversion, and the helpers with the number of their calls."""
    sources = {path: bare(path.read_text(encoding="utf-8")) for path in files}
    included = {}
    for path in files:
        names = re.findall(r'^#include "([^"]+)"', path.read_text(encoding="utf-8"), re.M)
        included[path] = [root / name for name in names]
    cast, times = written(sources), declared_names(sources)
    found = [(path, text.count("\n", 0, at.start()) + 1) for path, text in sources.items() for at in cast.finditer(text)]
    hidden = {}
    seen = set()
    for helper in helpers(sources, cast):
        calls = [call for call in calls_of(helper, sources, included, times) if call not in seen]
        seen.update(calls)
        found += [(path, sources[path].count("\n", 0, at) + 1) for path, at in calls]
        label = f"{helper.owner}::{helper.name}" if helper.owner else helper.name
        hidden[label] = hidden.get(label, 0) + len(calls)
    return found, hidden

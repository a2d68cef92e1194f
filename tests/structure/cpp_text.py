"""C++ as tokens, and its statements: enough to count, not to compile."""
import re

TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<text>R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\')'
    r"|(?P<name>[A-Za-z_]\w*)|(?P<number>\.?\d(?:[\w.']|(?<=[eEpP])[+-])*)|(?P<space>\s+)|(?P<mark2>::|->|\+\+|--|<<=|<<|>>=|<=>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)",
    re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.M)
NOT_STATEMENTS = {"return", "throw", "using", "template", "delete", "friend", "typedef", "enum", "namespace", "struct", "class", "public", "private",
                  "protected", "goto", "break", "continue", "extern", "requires", "static_assert", "co_return", "union", "operator"}
OPEN, CLOSE = "([{", ")]}"
ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="}


def tokens(source):
    """(word, line) of everything that is code; directives, comments and white space are left out, texts are `""`."""
    source = DIRECTIVE.sub(lambda found: "\n" * found.group().count("\n"), source)
    line, words = 1, []
    for found in TOKEN.finditer(source):
        kind = found.lastgroup if found.lastgroup != "mark" else "text"
        if kind in {"name", "number", "mark2"}:
            words.append((found.group(), line))
        elif kind == "text":
            words.append(('""', line))
        line += found.group().count("\n")
    return words


def closing(words, at):
    """Position of the bracket that closes the one at `at`."""
    depth = 0
    for i in range(at, len(words)):
        if words[i][0] in OPEN:
            depth += 1
        elif words[i][0] in CLOSE:
            depth -= 1
            if depth == 0:
                return i
    return len(words) - 1


def angle(words, at):
    """Position of the > that closes template arguments opened at `at`, or None if it is a comparison."""
    depth, i = 0, at
    while i < len(words):
        word = words[i][0]
        if word == "<":
            depth += 1
        elif word == ">":
            depth -= 1
            if depth == 0:
                return i
        elif word in OPEN:
            i = closing(words, i)
        elif not re.match(r"[\w.]|::$|,$|[*&+-]$|<<$", word):
            return None
        i += 1
    return None


def commas(words):
    """How many commas stand outside all brackets and template arguments."""
    count, i = 0, 0
    while i < len(words):
        word = words[i][0]
        if word in OPEN:
            i = closing(words, i)
        elif word == "<" and i and re.match(r"[A-Za-z_]", words[i - 1][0]):
            end = angle(words, i)
            if end is not None and end + 1 < len(words) and re.match(r"[A-Za-z_({&*>,)]|::$", words[end + 1][0]):
                i = end
        elif word == ",":
            count += 1
        i += 1
    return count


def opening(words, at):
    """Position of the bracket that the one at `at` closes."""
    depth = 0
    for i in range(at, -1, -1):
        if words[i][0] in CLOSE:
            depth += 1
        elif words[i][0] in OPEN:
            depth -= 1
            if depth == 0:
                return i
    return 0


def opens_lambda(words, brace):
    """Whether the block that opens at `brace` is a lambda's body."""
    i = brace - 1
    for back in range(i, max(i - 12, 0), -1):
        if words[back][0] == "->":
            i = back - 1
            break
        if words[back][0] in ";{}":
            break
    while i > 0 and words[i][0] in {"mutable", "noexcept", "constexpr"}:
        i -= 1
    if words[i][0] == ")":
        i = opening(words, i) - 1
    if words[i][0] != "]":
        return False
    before = words[opening(words, i) - 1][0]
    return before == "return" or not re.match(r"[\w)\]]", before)


def outside(words):
    """The words that stand outside all brackets."""
    found, i = [], 0
    while i < len(words):
        found.append(words[i][0])
        i = closing(words, i) + 1 if words[i][0] in OPEN else i + 1
    return found


def opens_block(words, start, brace):
    """Whether `{` at `brace`, in a statement begun at `start`, holds statements (and is no list of values)."""
    head = outside(words[start:brace])
    if not head or (head[0] in {"namespace", "struct", "class", "union", "extern"} and "=" not in head and "(" not in head):
        return True
    if head[0] == "template" and {"struct", "class"} & set(head) and "(" not in head:
        return True
    if "=" in head and "operator" not in head:
        return False
    if words[brace - 1][0] in {")", "const", "noexcept", "override", "final"} or ("->" in head and "(" in head):
        return True
    return ":" in head and words[brace - 1][0] == "}"  # a constructor after its list of members


def statements(words):
    """Every simple statement, and every declaration of a member, as (words, line). Of the head of a loop its beginning and its
    step are two of them; other heads are none."""
    found, start, i = [], 0, 0
    while i < len(words):
        word = words[i][0]
        if i == start and word in {"if", "while", "for", "switch"}:
            head = i + (words[i + 1][0] == "constexpr") + 1
            end = closing(words, head)
            found += steps_of(words[head + 1:end]) + in_lambdas(words[head + 1:end])
            i = start = end + 1
        elif i == start and word in {"else", "do", "try"}:
            i = start = i + 1
        elif i == start and word in {"case", "default", "public", "private", "protected"}:
            while words[i][0] != ":":
                i += 1
            i = start = i + 1
        elif word == "{":
            end = closing(words, i)
            if opens_block(words, start, i):
                found += statements(words[i + 1:end])
                i = start = end + 1
            elif opens_lambda(words, i):
                found += statements(words[i + 1:end])
                i = end + 1
            else:
                found += in_lambdas(words[i + 1:end])
                i = end + 1
        elif word in "([":
            end = closing(words, i)
            found += in_lambdas(words[i + 1:end])
            i = end + 1
        elif word == ";":
            if i > start:
                found.append((words[start:i], words[start][1]))
            i = start = i + 1
        else:
            i += 1
    return found


def steps_of(head):
    """What the head of a loop begins with and what it does after each round; nothing of a loop over a range."""
    parts, part, depth = [], [], 0
    for word in head:
        depth += (word[0] in "([{") - (word[0] in ")]}")
        if word[0] == ";" and depth == 0:
            parts.append(part)
            part = []
        else:
            part.append(word)
    return [(p, p[0][1]) for p in ([parts[0], part] if len(parts) == 2 else []) if p]


def in_lambdas(words):
    """Statements of the lambdas that stand among arguments or values."""
    found, i = [], 0
    while i < len(words):
        if words[i][0] == "{" and opens_lambda(words, i):
            end = closing(words, i)
            found += statements(words[i + 1:end])
            i = end
        i += 1
    return found


def chained(words):
    """Whether a statement assigns twice (`a = b = c;`). What an operator's or a member function's declaration ends in is none
    (`= default`), nor is what template arguments hold."""
    found = outside(words)
    return "operator" not in found and found[0] != "template" and sum(word in ASSIGNMENTS for word in found) > 1


def packed(source):
    """Lines of statements that declare, assign, return or delete two things or more. Eigen's lists (`m << 1, 2`) are one thing."""
    lines = []
    for words, line in statements(tokens(source)):
        if words[0][0] in NOT_STATEMENTS - {"return", "delete"}:
            continue
        if chained(words):
            lines.append(line)
            continue
        if not commas(words):
            continue
        first = [w for w, _ in words]
        if "<<" in first[: first.index(",")] or (first[0] in {"auto", "const"} and "[" in first[:4]):
            continue
        lines.append(line)
    return lines


def functions(source):
    """(name, first line, last line) of every function that has a body; lambdas are part of the function they stand in."""
    return bodies(tokens(source))


def bodies(words):
    found, start, i = [], 0, 0
    while i < len(words):
        word = words[i][0]
        if word == "{":
            end = closing(words, i)
            head = outside(words[start:i])
            if opens_block(words, start, i):
                if "(" in head:
                    name = "".join(head[: head.index("(")][-3:]) if "::" in head[: head.index("(")][-2:] else head[head.index("(") - 1]
                    found.append((name, words[start][1], words[end][1]))
                else:
                    found += bodies(words[i + 1:end])
                start = end + 1
            i = end + 1
        elif word in "([":
            i = closing(words, i) + 1
        elif word == ";" or (word == ":" and words[i - 1][0] in {"public", "private", "protected"}):
            i = start = i + 1
        else:
            i += 1
    return found

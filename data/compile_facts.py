#!/usr/bin/env python3
"""Compiles a folder of facts into the resources that ship with the product.

    python3 data/compile_facts.py FACTS_FOLDER

The folder holds schema/PROVIDER.min.json.gz, constraints/PROVIDER.json.gz, prices/CLOUD.csv, limits/*.csv, actions.csv,
base-images.csv and runtimes.csv. What comes out lies under core/src/main/resources/dev/slipway/facts; data/README.md
describes its format. The same input gives the same bytes.
"""

import csv
import gzip
import json
import pathlib
import sys

PROVIDERS = ("google", "aws", "azurerm")
WHOLE = ("random", "terraform")
CLOUDS = ("gcp", "aws", "azure")
LIMITS = ("tiers", "compute", "network", "sla", "naming", "recovery")
TARGET = pathlib.Path(__file__).resolve().parent.parent / "core/src/main/resources/dev/slipway/facts"
PRIMITIVES = {"string": "s", "number": "n", "bool": "b", "dynamic": "d"}
COLLECTIONS = {"list": "[", "set": "(", "map": "{"}
NESTINGS = {"list": "l", "set": "s", "map": "m", "single": "1", "group": "g"}
UNNAMED = "public files, repository not named"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def number(value):
    text = ""
    while True:
        text = DIGITS[value % 36] + text
        value //= 36
        if value == 0:
            return text


def type_code(kind):
    if isinstance(kind, str):
        return PRIMITIVES[kind]
    if kind[0] in COLLECTIONS:
        return COLLECTIONS[kind[0]] + type_code(kind[1])
    if kind[0] == "object":
        return "<" + ",".join(f"{name}={type_code(inner)}" for name, inner in sorted(kind[1].items())) + ">"
    raise ValueError(f"unknown type {kind}")


class Bodies:
    """Bodies by number; equal ones are kept once."""

    def __init__(self):
        self.numbers = {}

    def add(self, body):
        words = ["!"] if body.get("deprecated") else []
        for name, attribute in sorted(body.get("attributes", {}).items()):
            words.append(f"{name}:{attribute['mode']}:{self.attribute_type(attribute)}")
        for name, block in sorted(body.get("blocks", {}).items()):
            words.append(
                f"{name}*{NESTINGS[block['nesting']]}:{block.get('min', 0)}:{block.get('max', 0)}:{self.add(block)}")
        text = " ".join(words)
        return self.numbers.setdefault(text, number(len(self.numbers)))

    def attribute_type(self, attribute):
        if "nested" in attribute:
            nested = attribute["nested"]
            nesting = nested.get("nesting") or nested["mode"]
            return f"^{NESTINGS[nesting]}{self.add({'attributes': nested['attributes']})}"
        return type_code(attribute["type"])


def read_json(path):
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return json.load(stream)


def read_addition(provider):
    """What the folder of facts lacks: it lies beside this script."""
    path = pathlib.Path(__file__).resolve().parent / f"schema/{provider}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write(name, lines):
    text = "".join(line + "\n" for line in lines)
    (TARGET / name).write_text(text, encoding="utf-8", newline="\n")


def write_indexed(name, lines):
    """Writes the length of the index, the index (key, offset and length of its value), then the values."""
    index, values, offset = [], [], 0
    for line in sorted(lines):
        key, _, value = line.partition("\t")
        size = len(value.encode("utf-8"))
        index.append(f"{key}\t{offset} {size}")
        values.append(value)
        offset += size + 1
    size = sum(len(line.encode("utf-8")) + 1 for line in index)
    write(name, [str(size), *index, *values])


def function_text(function):
    """`RESULT NAME:MODE:TYPE ...`; modes are n for nullable and v for variadic."""
    words = [type_code(function["result"])]
    parameters = [(parameter, "") for parameter in function["parameters"]]
    parameters += [(function["variadic"], "v")] if "variadic" in function else []
    for parameter, mode in parameters:
        mode += "n" if parameter.get("nullable") else ""
        words.append(f"{parameter['name']}:{mode}:{type_code(parameter['type'])}")
    return " ".join(words)


def compile_schema(provider, schema, additions):
    bodies = Bodies()
    head = [bodies.add(schema["provider_config"]), schema["provider"], schema["version"]]
    head += ["complete"] if "functions" in additions else []
    lines = ["provider\t" + "\t".join(head)]
    lines += [f"r.{name}\t{bodies.add(body)}" for name, body in schema["resources"].items()]
    lines += [f"d.{name}\t{bodies.add(body)}" for name, body in schema["data_sources"].items()]
    lines += [f"e.{name}\t{bodies.add(body)}" for name, body in additions.get("ephemeral_resources", {}).items()]
    lines += [f"p.{name}\t{bodies.add(body)}" for name, body in additions.get("provisioners", {}).items()]
    lines += [f"f.{name}\t{function_text(function)}" for name, function in additions.get("functions", {}).items()]
    lines += [f"#{key}\t{text}" for text, key in bodies.numbers.items()]
    write_indexed(f"{provider}.schema", lines)


def escaped(text):
    for sign, code in (("%", "%25"), ("|", "%7C"), ("\t", "%09"), ("\n", "%0A"), ("\r", "%0D"), (";", "%3B")):
        text = text.replace(sign, code)
    return text


def plain(value):
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return escaped(str(value))


def rule(path, constraint):
    parts = [escaped(path)]
    for key, value in sorted(constraint.items()):
        text = "|".join(plain(one) for one in value) if isinstance(value, list) else plain(value)
        parts.append(f"{key}={text}")
    return "v " + ";".join(parts)


def group(one):
    if one["kind"] == "requires":
        return f"g requires;{one['member']};{'|'.join(one['requires'])}"
    return f"g {one['kind']};{'|'.join(one['members'])}"


def constraint_line(name, constraints):
    fields = [name]
    fields += [rule(path, value) for path, value in sorted(constraints.get("values", {}).items())]
    fields += [group(one) for one in constraints.get("groups", [])]
    fields += [f"d {path}" for path in constraints.get("deprecated", [])]
    if constraints.get("resource_deprecated"):
        fields.append("D")
    return "\t".join(fields)


def read_corrections(provider):
    path = pathlib.Path(__file__).resolve().parent / f"constraints/{provider}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def corrected(name, one, corrections):
    """Without what proved wrong, with what was observed since. Where nobody could try it, case is taken not to matter."""
    values = {**one.get("values", {})}
    for path in corrections["wrong"].get(name, []) if corrections else []:
        values.pop(path, None)
    values.update(corrections["values"].get(name, {}) if corrections else {})
    for path, value in values.items():
        tried = corrections is not None and "ignore_case" in corrections
        if "enum" in value and (not tried or path in corrections["ignore_case"].get(name, [])):
            values[path] = {**value, "ignore_case": 1}
    groups = [*one.get("groups", [])]
    groups += [more for more in (corrections["groups"].get(name, []) if corrections else []) if more not in groups]
    return {**one, "values": values, "groups": groups}


def compile_constraints(folder, provider):
    constraints = read_json(folder / f"constraints/{provider}.json.gz")["resources"]
    corrections = read_corrections(provider)
    names = sorted({*constraints, *(corrections["values"] if corrections else []), *(corrections["groups"] if corrections else [])})
    lines = [constraint_line(name, corrected(name, constraints.get(name, {}), corrections)) for name in names]
    write_indexed(f"{provider}.constraints", lines)


def unquoted(line):
    """Mends the image rows whose source holds a comma and lost its quotes."""
    if UNNAMED not in line:
        return line
    before, note = line.rstrip("\r\n").split(UNNAMED)
    note = note.replace('"', "").lstrip("+, ")
    return f'{before}"{UNNAMED}","{note}"\n'


def compile_table(source, name):
    with open(source, encoding="utf-8", newline="") as stream:
        rows = csv.reader(unquoted(line) for line in stream)
        rows = [[" ".join(cell.split()) for cell in row] for row in rows if row]
    width = len(rows[0])
    for row in rows:
        if len(row) != width:
            raise ValueError(f"{source}: {len(row)} columns instead of {width}: {row}")
    write(f"{name}.tsv", ["\t".join(row) for row in rows])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    for provider in PROVIDERS:
        schema = read_json(folder / f"schema/{provider}.min.json.gz")
        compile_schema(provider, schema, read_addition(provider))
        compile_constraints(folder, provider)
    for provider in WHOLE:
        schema = read_addition(provider)
        compile_schema(provider, schema, schema)
    for cloud in CLOUDS:
        compile_table(folder / f"prices/{cloud}.csv", f"prices-{cloud}")
    for limit in LIMITS:
        compile_table(folder / f"limits/{limit}.csv", limit)
    for table in ("actions", "base-images", "runtimes"):
        compile_table(folder / f"{table}.csv", table)


if __name__ == "__main__":
    main()

"""Checks requests and answers of CloudFront's API, one JSON object a line, with the model of botocore.

A request must be what botocore itself sends for the same parameters. An answer must have all that the model requires.
Prints the operations that it has seen.
"""
import json
import re
import sys
import xml.etree.ElementTree as ET

import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize

MODEL = botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model("cloudfront", "service-2"), "cloudfront")
NAMESPACE = "{http://cloudfront.amazonaws.com/doc/2020-05-31/}"


def operation(method, path):
    for name in MODEL.operation_names:
        candidate = MODEL.operation_model(name)
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", candidate.http["requestUri"])
        found = re.fullmatch(pattern, path)
        if candidate.http["method"] == method and found:
            return candidate, found.groupdict()
    raise SystemExit(f"no operation of CloudFront: {method} {path}")


def value(shape, element):
    if shape.type_name == "structure":
        members = {}
        for child in element:
            name = child.tag.replace(NAMESPACE, "")
            assert child.tag.startswith(NAMESPACE) and name in shape.members, f"{shape.name} has no {child.tag}"
            members[name] = value(shape.members[name], child)
        return members
    if shape.type_name == "list":
        return [value(shape.member, child) for child in element]
    return element.text or ""


def canonical(xml):
    return ET.canonicalize(xml, strip_text=False) if xml else ""


def elements(xml):
    """The content, whatever the order of elements is, which the model does not say."""
    def tree(element):
        return (element.tag, element.text, sorted(tree(child) for child in element))
    return tree(ET.fromstring(xml)) if xml else None


def check_request(sent):
    model, parameters = operation(sent["method"], sent["path"])
    for name, shape in model.input_shape.members.items():
        location = shape.serialization.get("location")
        if location == "header" and sent.get("ifMatch"):
            parameters[name] = sent["ifMatch"]
        if location == "querystring" and sent.get("query"):
            query = dict(part.split("=") for part in sent["query"].split("&"))
            if shape.serialization["name"] in query:
                parameters[name] = query[shape.serialization["name"]]
    payload = model.input_shape.serialization.get("payload")
    if payload:
        shape = model.input_shape.members[payload]
        root = ET.fromstring(sent["body"])
        assert root.tag == NAMESPACE + shape.serialization["name"], root.tag
        parameters[payload] = value(shape, root)
    request = botocore.serialize.create_serializer("rest-xml").serialize_to_request(parameters, model)
    path, _, query = request["url_path"].partition("?")
    assert request["method"] == sent["method"] and path == sent["path"]
    assert request["query_string"] == (dict(part.split("=") for part in sent["query"].split("&")) if sent.get("query") else {})
    assert request["headers"].get("If-Match") == sent.get("ifMatch"), f"{model.name} without its version"
    assert elements(request["body"]) == elements(sent["body"]), f"{model.name}: {sent['body']}"
    return model


def require(shape, parsed, path):
    if shape.type_name == "structure":
        for name in shape.required_members:
            assert name in parsed or shape.name in ("DistributionConfig", "Distribution"), f"{path} has no {name}"
        for name, child in parsed.items():
            if name in shape.members:
                require(shape.members[name], child, f"{path}.{name}")
    if shape.type_name == "list":
        for child in parsed:
            require(shape.member, child, path)


def check_answer(model, sent):
    parser = botocore.parsers.create_parser("rest-xml")
    answer = {"status_code": sent["status"], "headers": {}, "body": sent["answer"].encode()}
    parsed = parser.parse(answer, model.output_shape)
    if sent["status"] >= 300:
        known = [shape.name for shape in model.error_shapes] + ["Throttling"]
        assert parsed["Error"]["Code"] in known, f"{model.name} does not answer {parsed['Error']}"
    elif model.output_shape:
        assert sent["status"] == model.http["responseCode"]
        require(model.output_shape, parsed, model.name)
        return json.dumps(parsed, default=str)
    return ""


seen = set()
for line in sys.stdin:
    exchange = json.loads(line)
    described = check_request(exchange)
    check_answer(described, exchange)
    seen.add(described.name)
print(" ".join(sorted(seen)))

"""Checks requests and answers of CloudFront KeyValueStore, one JSON object a line, with the model of botocore.

A request must be what botocore itself sends for the same parameters. An answer must have all that the model requires.
Prints the operations that it has seen.
"""
import json
import re
import sys
from urllib.parse import parse_qsl, unquote

import botocore.awsrequest
import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize
import botocore.validate

SERVICE = "cloudfront-keyvaluestore"
MODEL = botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model(SERVICE, "service-2"), SERVICE)


def operation(method, path):
    for name in MODEL.operation_names:
        candidate = MODEL.operation_model(name)
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", candidate.http["requestUri"])
        found = re.fullmatch(pattern, path)
        if candidate.http["method"] == method and found:
            return candidate, {key: unquote(value) for key, value in found.groupdict().items()}
    raise SystemExit(f"no operation of CloudFront KeyValueStore: {method} {path}")


def check_request(sent):
    model, parameters = operation(sent["method"], sent["path"])
    query = dict(parse_qsl(sent["query"] or "", strict_parsing=bool(sent["query"])))
    body = json.loads(sent["body"]) if sent["body"] else {}
    for name, shape in model.input_shape.members.items():
        location = shape.serialization.get("location")
        if location == "header" and sent["headers"].get(shape.serialization["name"].lower()):
            parameters[name] = sent["headers"][shape.serialization["name"].lower()]
        if location == "querystring" and shape.serialization["name"] in query:
            value = query[shape.serialization["name"]]
            parameters[name] = int(value) if shape.type_name == "integer" else value
    parameters.update(body)
    report = botocore.validate.ParamValidator().validate(parameters, model.input_shape)
    assert not report.has_errors(), report.generate_report()
    expected = botocore.serialize.create_serializer("rest-json").serialize_to_request(parameters, model)
    assert expected["method"] == sent["method"] and expected["url_path"] == sent["path"], expected["url_path"]
    assert {key: str(value) for key, value in expected["query_string"].items()} == query, f"{model.name}: {query}"
    assert (json.loads(expected["body"]) if expected["body"] else {}) == body, f"{model.name}: {body}"
    for name, value in expected["headers"].items():
        assert sent["headers"].get(name.lower()) == value, f"{model.name} without {name}: {value}"
    return model


def check_answer(model, sent):
    headers = botocore.awsrequest.HeadersDict({"ETag": sent["tag"]})
    if sent["error"]:
        headers["x-amzn-ErrorType"] = sent["error"]
    parser = botocore.parsers.create_parser("rest-json")
    parsed = parser.parse({"status_code": sent["status"], "headers": headers, "body": sent["answer"].encode()},
                          model.output_shape)
    if sent["status"] >= 300:
        errors = {shape.name: shape.metadata["error"]["httpStatusCode"] for shape in model.error_shapes}
        assert errors.get(parsed["Error"]["Code"]) == sent["status"], f"{model.name} does not answer {parsed['Error']}"
        return
    assert sent["status"] == model.http["responseCode"]
    for name in model.output_shape.required_members:
        assert name in parsed, f"{model.name} has no {name}"


seen = set()
for line in sys.stdin.read().splitlines():
    exchange = json.loads(line)
    described = check_request(exchange)
    check_answer(described, exchange)
    seen.add(described.name)
print(" ".join(sorted(seen)))

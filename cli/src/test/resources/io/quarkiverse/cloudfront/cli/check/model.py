"""Checks configurations of distributions, one JSON object a line, with the model of botocore.

With the argument moto, each of them is also given to moto, and what its API says of it is printed.
"""
import json
import sys

import botocore.loaders
import botocore.model
import botocore.validate

MODEL = botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model("cloudfront", "service-2"), "cloudfront")
SHAPES = {
    "DistributionConfig": MODEL.operation_model("UpdateDistribution").input_shape.members["DistributionConfig"],
    "KeyGroup": MODEL.shape_for("KeyGroup"),
    "PublicKeyList": MODEL.shape_for("PublicKeyList"),
    "FunctionSummary": MODEL.shape_for("FunctionSummary"),
}


def create_in_moto(configs):
    import boto3
    from moto import mock_aws

    with mock_aws():
        client = boto3.client("cloudfront", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
        for config in configs:
            created = client.create_distribution(DistributionConfig=config)
            answer = client.get_distribution_config(Id=created["Distribution"]["Id"])
            answer.pop("ResponseMetadata")
            print(json.dumps(answer))


configs = []
for line in sys.stdin:
    for name, content in json.loads(line).items():
        if name in SHAPES:
            report = botocore.validate.ParamValidator().validate(content, SHAPES[name])
            assert not report.has_errors(), f"{name}: {report.generate_report()}"
            configs.append(content)
if sys.argv[1:] == ["moto"]:
    create_in_moto(configs)
else:
    print(len(configs))

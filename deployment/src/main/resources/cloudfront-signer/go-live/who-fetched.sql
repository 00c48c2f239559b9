-- Who fetched what, when, and from where: queries of the logs of CloudFront, for Amazon Athena. First, let CloudFront write its
-- logs to a bucket of yours. Replace the account, the distribution, and the bucket here and below:
--   aws logs put-delivery-source --region us-east-1 --name {name} --log-type ACCESS_LOGS \
--     --resource-arn arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE
--   aws logs put-delivery-destination --region us-east-1 --name {name} --output-format json \
--     --delivery-destination-configuration destinationResourceArn=arn:aws:s3:::amzn-s3-demo-bucket/cloudfront
--   aws logs create-delivery --region us-east-1 --delivery-source-name {name} \
--     --delivery-destination-arn arn:aws:logs:us-east-1:111122223333:delivery-destination:{name} \
--     --s3-delivery-configuration '\{"suffixPath": "\{DistributionId}/\{yyyy}/\{MM}/\{dd}"}' \
--     --record-fields date time c-ip cs-method x-host-header cs-uri-stem cs-uri-query 'cs(Cookie)' sc-status sc-bytes

CREATE EXTERNAL TABLE {table} (
  `date` string,
  `time` string,
  `c-ip` string,
  `cs-method` string,
  `x-host-header` string,
  `cs-uri-stem` string,
  `cs-uri-query` string,
  `cs(cookie)` string,
  `sc-status` string,
  `sc-bytes` string
)
PARTITIONED BY (`day` string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('paths' = 'date,time,c-ip,cs-method,x-host-header,cs-uri-stem,cs-uri-query,cs(Cookie),sc-status,sc-bytes')
LOCATION 's3://amzn-s3-demo-bucket/cloudfront/EDFDVBD6EXAMPLE/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.range' = '2026/01/01,NOW',
  'storage.location.template' = 's3://amzn-s3-demo-bucket/cloudfront/EDFDVBD6EXAMPLE/$\{day}'
);

-- the files of one user: Grants.mark(issuer, subject) returns the pseudonym. Leave the second condition out to see all users.
-- A mark is genuine if the file was sent. With another status, anyone can have made it up.
SELECT pseudonym, "date", "time", "c-ip", "x-host-header", "cs-uri-stem", "sc-status", "sc-bytes"
FROM (
  SELECT *, coalesce(
    regexp_extract("cs-uri-query", '(?:^|&)mark=([A-Za-z0-9_-]\{16})\.', 1),
    regexp_extract("cs(cookie)", '(?:^|[; ]|%20)q_cloudfront_mark=([A-Za-z0-9_-]\{16})\.', 1)) AS pseudonym
  FROM {table}
)
WHERE "day" BETWEEN '2026/11/01' AND '2026/11/30'
  AND pseudonym = 'kx3bq0vVn2mSdA1Z'
  AND "sc-status" IN ('200', '206', '304')
ORDER BY "date", "time";

-- Who is refused{#if marks}, and who fetched what, when, and from where{/if}: queries of the logs of CloudFront, for Amazon Athena. First, let
-- CloudFront write its logs to a bucket of yours. Replace the account, the distribution, and the bucket here and below:
--   aws logs put-delivery-source --region us-east-1 --name {name} --log-type ACCESS_LOGS \
--     --resource-arn arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE
--   aws logs put-delivery-destination --region us-east-1 --name {name} --output-format json \
--     --delivery-destination-configuration destinationResourceArn=arn:aws:s3:::amzn-s3-demo-bucket/cloudfront
--   aws logs create-delivery --region us-east-1 --delivery-source-name {name} \
--     --delivery-destination-arn arn:aws:logs:us-east-1:111122223333:delivery-destination:{name} \
--     --s3-delivery-configuration '\{"suffixPath": "\{DistributionId}/\{yyyy}/\{MM}/\{dd}"}' \
--     --record-fields date time c-ip cs-method x-host-header cs-uri-stem cs-uri-query 'cs(Cookie)' sc-status sc-bytes x-edge-detailed-result-type

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
  `sc-bytes` string,
  `x-edge-detailed-result-type` string
)
PARTITIONED BY (`day` string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('paths' = 'date,time,c-ip,cs-method,x-host-header,cs-uri-stem,cs-uri-query,cs(Cookie),sc-status,sc-bytes,x-edge-detailed-result-type')
LOCATION 's3://amzn-s3-demo-bucket/cloudfront/EDFDVBD6EXAMPLE/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.range' = '2026/01/01,NOW',
  'storage.location.template' = 's3://amzn-s3-demo-bucket/cloudfront/EDFDVBD6EXAMPLE/$\{day}'
);

-- Everybody, or some? Refused requests, and those that are served, by hour, host and first segment of the path, key pair, and the
-- reason that can be seen. Replace the key pair IDs with all those of the key group: {runbooksGuide}
SELECT "hour", "path", "key", reason, count(*) AS requests
FROM (
  SELECT "hour", "path", "key", CASE
      WHEN "sc-status" < '400' THEN 'served'
      WHEN "key" IS NULL THEN 'no signature'
      WHEN "key" NOT IN ('K2JCJMDEHXQW5F', 'K3P2RLWVXEXAMP') THEN 'unknown key pair'
      WHEN CAST(coalesce(
          regexp_extract(sent, '&Expires=(\d\{1,18})', 1),
          regexp_extract(TRY(from_utf8(from_base64(translate(regexp_extract(sent, '&Policy=([^&]*)', 1), '-_~', '+=/')))),
            '"DateLessThan"\s*:\s*[\{]\s*"AWS:EpochTime"\s*:\s*(\d\{1,18})', 1)) AS bigint)
        <= to_unixtime(from_iso8601_timestamp("date" || 'T' || "time" || 'Z')) THEN 'expired'
      ELSE "x-edge-detailed-result-type"
    END AS reason
  FROM (
    SELECT *, regexp_extract(sent, '&Key-Pair-Id=([^&]*)', 1) AS "key"
    FROM (
      SELECT *, "date" || ' ' || substr("time", 1, 2) AS "hour",
        "x-host-header" || regexp_extract("cs-uri-stem", '^/[^/]*') AS "path",
        regexp_replace('&' || coalesce("cs-uri-query", '') || ';' || coalesce("cs(cookie)", ''),
          ';(%20| )*(CloudFront-)?', '&') AS sent
      FROM {table}
      WHERE "day" BETWEEN '2026/11/30' AND '2026/12/01'
        AND "sc-status" IN ('200', '206', '304', '403')
    )
  )
)
GROUP BY "hour", "path", "key", reason
ORDER BY "hour" DESC, requests DESC;
{#if marks}

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
{/if}

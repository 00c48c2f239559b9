# requires AWS CLI 2 and jq, and changes an existing distribution
DISTRIBUTION_ID=EDFDVBD6EXAMPLE
{#if gate}
# the bucket of the private files, to which the distribution has access by origin access control
BUCKET=amzn-s3-demo-bucket
# the host name of the application, for example that of its load balancer
APPLICATION_HOST=app.example.com

# what changes for viewers of a site that the distribution has already. Nothing is changed before you have set this to yes
CHANGES_ACCEPTED=no
aws cloudfront get-distribution-config --id "$DISTRIBUTION_ID" > current.json
CHANGES=$(jq -r '.DistributionConfig
  | ((.CustomErrorResponses.Items // [])[] | select((.ResponsePagePath // "") != "" and .ResponsePagePath != "{gate.deniedPage}")
      | if .ErrorCode == 403 then "Status 403 shows \(.ResponsePagePath). The gate replaces it by {gate.deniedPage}, which leads to the login."
        elif .ErrorCode == 404 then "Status 404 shows \(.ResponsePagePath). Files that do not exist now have this status, and no longer 403."
        else empty end){#if function},
    ((.DefaultCacheBehavior + \{PathPattern: "*"}, (.CacheBehaviors.Items // [])[]) as $behavior
      | $behavior.FunctionAssociations.Items // [] | .[] | select(.EventType == "viewer-request")
      | select(.FunctionARN | endswith(":function/{name}-viewer-request") | not)
      | "The behavior \($behavior.PathPattern) has a function on viewer request, \(.FunctionARN). It stays: call the parts of viewer-request.js from it."){/if}' \
  current.json)
if [ -n "$CHANGES" ] && [ "$CHANGES_ACCEPTED" != yes ]; then
  echo "$CHANGES"
  echo "Nothing has been changed. To continue, set CHANGES_ACCEPTED=yes."
else
{/if}

# the public key and its group
jq -n --rawfile key public-key.pem \
  '\{CallerReference: "{name}-1", Name: "{name}-1", EncodedKey: $key}' > public-key.json
KEY_PAIR_ID=$(aws cloudfront create-public-key --public-key-config file://public-key.json \
  --query PublicKey.Id --output text)
KEY_GROUP_ID=$(aws cloudfront create-key-group --key-group-config "Name={name},Items=$KEY_PAIR_ID" \
  --query KeyGroup.Id --output text)

{#if downloads}
# for downloads with their own names, S3 needs these query parameters, and origin access control;
# they are part of the cache key: CloudFront caches one copy of a file for each name
# {downloadsGuide}
# it replaces the cache policy of each restricted behavior; to keep a policy of your own, add the parameters to that one instead
CACHE_POLICY_ID=$(aws cloudfront create-cache-policy --query CachePolicy.Id --output text --cache-policy-config '\{
  "Name": "{name}-downloads", "MinTTL": 1, "DefaultTTL": 86400, "MaxTTL": 31536000,
  "ParametersInCacheKeyAndForwardedToOrigin": \{
    "EnableAcceptEncodingGzip": true, "EnableAcceptEncodingBrotli": true,
    "HeadersConfig": \{"HeaderBehavior": "none"}, "CookiesConfig": \{"CookieBehavior": "none"},
    "QueryStringsConfig": \{"QueryStringBehavior": "whitelist", "QueryStrings": \{"Quantity": {downloadParameters.size},
      "Items": [{#for parameter in downloadParameters}"{parameter}"{#if parameter_hasNext}, {/if}{/for}]}}}}')

{/if}
{#for place in unknown}
{#if place_isFirst}
# the default cache behavior, because the URLs that these sign are not known at build time:
{/if}
#   {place}
{/for}
{#if everything}
aws cloudfront get-distribution-config --id "$DISTRIBUTION_ID" > current.json
jq --arg group "$KEY_GROUP_ID" {#if downloads}--arg cachePolicy "$CACHE_POLICY_ID" {/if}'.DistributionConfig
{#if !ipv6}
  | .IsIPV6Enabled = false
{/if}
  | .DefaultCacheBehavior += \{ViewerProtocolPolicy: "{viewerProtocol}",
      TrustedKeyGroups: \{Enabled: true, Quantity: 1, Items: [$group]}}{#if downloads}
  | .DefaultCacheBehavior |= (del(.ForwardedValues, .MinTTL, .DefaultTTL, .MaxTTL) + \{CachePolicyId: $cachePolicy}){/if}' \
  current.json > restricted.json
{#else}
# the cache behaviors: existing ones, or else copies of the default one
aws cloudfront get-distribution-config --id "$DISTRIBUTION_ID" > current.json
jq --arg group "$KEY_GROUP_ID" {#if downloads}--arg cachePolicy "$CACHE_POLICY_ID" {/if}--argjson paths '[{#for path in patterns}"{path}"{#if path_hasNext}, {/if}{/for}]' '.DistributionConfig
{#if !ipv6}
  | .IsIPV6Enabled = false
{/if}
  | .DefaultCacheBehavior as $default
  | (.CacheBehaviors.Items // []) as $present
  | [$paths[] as $path
      | first($present[] | select("/" + (.PathPattern | ltrimstr("/")) == $path)) // ($default + \{PathPattern: $path})
      | . + \{ViewerProtocolPolicy: "{viewerProtocol}",
          TrustedKeyGroups: \{Enabled: true, Quantity: 1, Items: [$group]}}{#if downloads}
      | del(.ForwardedValues, .MinTTL, .DefaultTTL, .MaxTTL) + \{CachePolicyId: $cachePolicy}{/if}] as $restricted
  | [$present[] | select(.PathPattern as $path | all($restricted[]; .PathPattern != $path))] as $others
  | .CacheBehaviors = \{Quantity: ($restricted + $others | length), Items: ($restricted + $others)}' \
  current.json > restricted.json
{/if}
{#if gate}

# the gate:
# - the application becomes another origin. AllViewer includes Host, so that the login leads back to the host that viewers use:
#   the application's load balancer must accept this host, and its certificate must be valid for $APPLICATION_HOST or this host
# - the pages of the gate come before the other cache behaviors, because CloudFront uses the first behavior that matches.
#   add the same for other paths of the application, such as /j_security_check or quarkus.oidc.authentication.redirect-path
# - the page for status 403 leads viewers without valid cookies to the login; not cached, because they come back
# - status 503 is not cached, because the gate answers prefetched links with it
# - private files without a Cache-Control header get one, so that browsers do not show them after a logout
# - a default root object is required unless / leads to the application: otherwise, / shows the list of all files
HEADERS_POLICY_ID=$(aws cloudfront create-response-headers-policy --query ResponseHeadersPolicy.Id --output text \
  --response-headers-policy-config '\{
  "Name": "{name}-site",
  "CustomHeadersConfig": \{"Quantity": 1, "Items": [
    \{"Header": "Cache-Control", "Value": "private, no-cache", "Override": false}]},
  "SecurityHeadersConfig": \{"ContentTypeOptions": \{"Override": true},
    "ReferrerPolicy": \{"ReferrerPolicy": "strict-origin-when-cross-origin", "Override": false},
    "StrictTransportSecurity": \{"AccessControlMaxAgeSec": 31536000, "Override": false}}}')
{#if function}
# the function that finds the files of pages, after the signature of the viewer's own URL has been verified
aws cloudfront create-function --name {name}-viewer-request --function-code fileb://viewer-request.js \
  --function-config 'Comment=Pages of {name},Runtime=cloudfront-js-2.0' > function.json
FUNCTION_ARN=$(aws cloudfront publish-function --name {name}-viewer-request --if-match "$(jq -r .ETag function.json)" \
  --query FunctionSummary.FunctionMetadata.FunctionARN --output text)
{/if}
jq --arg host "$APPLICATION_HOST" --arg headers "$HEADERS_POLICY_ID" {#if function}--arg function "$FUNCTION_ARN" {/if}--argjson site '[{#for path in sitePatterns}"{path}"{#if path_hasNext}, {/if}{/for}]' '
  def pattern: "/" + (.PathPattern | ltrimstr("/"));
{#if function}
  def run: if any((.FunctionAssociations.Items // [])[]; .EventType == "viewer-request") then .
    else .FunctionAssociations = ([(.FunctionAssociations.Items // [])[]] + [\{EventType: "viewer-request", FunctionARN: $function}]
      | \{Quantity: length, Items: .}) end;
{/if}
  ([.Origins.Items[] | select(.DomainName == $host)][0] // \{
      Id: "application", DomainName: $host, OriginPath: "", CustomHeaders: \{Quantity: 0},
      ConnectionAttempts: 3, ConnectionTimeout: 10, CustomOriginConfig: \{HTTPPort: 80, HTTPSPort: 443,
        OriginProtocolPolicy: "https-only", OriginSslProtocols: \{Quantity: 1, Items: ["TLSv1.2"]},
        OriginReadTimeout: 30, OriginKeepaliveTimeout: 5}}) as $application
  # CachingDisabled and AllViewer
  | \{PathPattern: "{gate.pattern}", TargetOriginId: $application.Id, ViewerProtocolPolicy: "{viewerProtocol}",
      AllowedMethods: \{Quantity: 7, Items: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
        CachedMethods: \{Quantity: 2, Items: ["GET", "HEAD"]}},
      CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", OriginRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
      Compress: false, SmoothStreaming: false, LambdaFunctionAssociations: \{Quantity: 0}, FieldLevelEncryptionId: ""} as $gate
  | .Origins.Items = [.Origins.Items[] | select(.Id != $application.Id)] + [$application]
  | .Origins.Quantity = (.Origins.Items | length)
  | .CacheBehaviors.Items = [$gate] + [(.CacheBehaviors.Items // [])[] | select(pattern != $gate.PathPattern)]
  | .CacheBehaviors.Quantity = (.CacheBehaviors.Items | length)
{#if everything}
  | .DefaultCacheBehavior.ResponseHeadersPolicyId //= $headers
{#if function}
  | .DefaultCacheBehavior |= run
{/if}
{#else}
  | .CacheBehaviors.Items = [.CacheBehaviors.Items[] | pattern as $pattern
      | if any($site[]; . == $pattern) then .ResponseHeadersPolicyId //= $headers{#if function} | run{/if} else . end]
{/if}
  | .CustomErrorResponses.Items = [(.CustomErrorResponses.Items // [])[] | select(.ErrorCode != 403)]
      + [\{ErrorCode: 403, ResponseCode: "403", ResponsePagePath: "{gate.deniedPage}", ErrorCachingMinTTL: 0}]
  | if any(.CustomErrorResponses.Items[]; .ErrorCode == 503) then . else .CustomErrorResponses.Items += [\{
      ErrorCode: 503, ResponseCode: "", ResponsePagePath: "", ErrorCachingMinTTL: 0}] end
  | .CustomErrorResponses.Quantity = (.CustomErrorResponses.Items | length)
  | if (.DefaultRootObject // "") == "" then .DefaultRootObject = "index.html" else . end' restricted.json > gate.json
{/if}
aws cloudfront update-distribution --id "$DISTRIBUTION_ID" \
  --if-match "$(jq -r .ETag current.json)" --distribution-config file://{#if gate}gate{#else}restricted{/if}.json
{#if gate}

# if CloudFront may list the bucket, S3 answers with 404 if a file does not exist, and not with 403, which would lead to the login;
# the default root object must be deployed before, because it hides the list
aws cloudfront wait distribution-deployed --id "$DISTRIBUTION_ID"
DISTRIBUTION_ARN=$(aws cloudfront get-distribution --id "$DISTRIBUTION_ID" --query Distribution.ARN --output text)
aws s3api get-bucket-policy --bucket "$BUCKET" --query Policy --output text > current-policy.json
jq --arg bucket "$BUCKET" --arg distribution "$DISTRIBUTION_ARN" '
  ($distribution | split(":")[1]) as $partition
  | .Statement = [.Statement | if type == "array" then .[] else . end | select(.Sid != "CloudFrontListsFiles")] + [\{
      Sid: "CloudFrontListsFiles", Effect: "Allow", Principal: \{Service: "cloudfront.amazonaws.com"},
      Action: "s3:ListBucket", Resource: ("arn:" + $partition + ":s3:::" + $bucket),
      Condition: \{StringEquals: \{"AWS:SourceArn": $distribution}}}]' current-policy.json > policy.json
aws s3api put-bucket-policy --bucket "$BUCKET" --policy file://policy.json
{/if}

# the application needs this key pair ID and the private key
echo "$KEY_PAIR_ID"
{#if gate}
fi
{/if}

# A bucket, and a distribution in front of it. Next to this file, it needs public-key.pem{#if function}, viewer-request.js,{/if} and terraform.tfvars with:
#   public_keys = \{ A = "public-key.pem" }
{#if gate}
#   application_host = "app.example.com"
{/if}
{#if alias || tenants}
#   certificate_arn = "arn:aws:acm:us-east-1:…"
{/if}
{#if marks}
#   marks_required = {marks.required}
# With false, requests without a mark are accepted. Begin with it if URLs without marks are in use: {marksGuide}
# The keys of marks stay out of this file: export TF_VAR_mark_keys="$(cat mark-keys)". The state of Terraform contains them.
{/if}
# Then run terraform init && terraform apply
# To rotate the key: {rotationGuide}

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= {provider}"
    }
  }
}

# CloudWatch has the metrics of CloudFront in us-east-1 only
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

variable "public_keys" {
  description = "The file of the public key in slot A or B, or of both during a rotation. A key in use cannot be changed"
  type        = map(string)
}

variable "alarm_topic" {
  description = "The ARN of an SNS topic in us-east-1, which is told if CloudFront refuses many requests"
  type        = string
  default     = ""
}

{#if gate}
variable "application_host" {
  description = "The host name of the application, for example that of its load balancer"
  type        = string
}

{/if}
{#if alias || tenants}
variable "certificate_arn" {
  description = "The certificate of {#if tenants}*.{tenants}{#else}{alias}{/if} in AWS Certificate Manager, in us-east-1"
  type        = string
}

{/if}
{#if marks}
variable "mark_keys" {
  description = "The content of mark-keys. The function checks marks with these keys, which are derived from the secret"
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9+/]\{43}=(,[A-Za-z0-9+/]\{43}=)?$", var.mark_keys))
    error_message = "The keys must be the output of cloudfront-signer function --marks marks-secret --keys."
  }
}

variable "marks_required" {
  description = "Whether requests without a mark are refused"
  type        = bool
  default     = {marks.required}
}

{/if}
resource "aws_cloudfront_public_key" "signer" {
  for_each = var.public_keys

  name        = "{name}-$\{each.key}"
  encoded_key = file("$\{path.module}/$\{each.value}")

  # a key leaves the key group before it is deleted; a changed one is refused, because its name is taken
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudfront_key_group" "signer" {
  name  = "{name}"
  items = [for key in aws_cloudfront_public_key.signer : key.id]
}

resource "aws_s3_bucket" "origin" {
  bucket_prefix = "{name}-"
}

{#if cors}
# answers the browser's question before a request
resource "aws_s3_bucket_cors_configuration" "origin" {
  bucket = aws_s3_bucket.origin.id

  cors_rule {
    allowed_origins = [{#for origin in cors.origins}"{origin}"{#if origin_hasNext}, {/if}{/for}]
    allowed_methods = ["GET", "HEAD"]
    allowed_headers = ["Range"]
    max_age_seconds = 600
  }
}

{/if}

resource "aws_cloudfront_origin_access_control" "origin" {
  name                              = "{name}"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

{#if downloads}
# for downloads with their own names, S3 needs these query parameters;
# they are part of the cache key: CloudFront caches one copy of a file for each name
# {downloadsGuide}
resource "aws_cloudfront_cache_policy" "downloads" {
  name        = "{name}-downloads"
  min_ttl     = 1
  default_ttl = 86400
  max_ttl     = 31536000

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_gzip   = true
    enable_accept_encoding_brotli = true
    headers_config {
      header_behavior = "none"
    }
    cookies_config {
      cookie_behavior = "none"
    }
    query_strings_config {
      query_string_behavior = "whitelist"
      query_strings {
        items = [{#for parameter in downloadParameters}"{parameter}"{#if parameter_hasNext}, {/if}{/for}]
      }
    }
  }
}

{/if}
{#if marks}
# the logins that are revoked; the application writes them, and the function reads them
resource "aws_cloudfront_key_value_store" "revocations" {
  name = "{name}-revocations"
}

# attach it to the role of the application
resource "aws_iam_policy" "revocations" {
  name_prefix = "{name}-revocations-"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = [{#for action in marks.actions}"cloudfront-keyvaluestore:{action}"{#if action_hasNext}, {/if}{/for}]
      Resource = aws_cloudfront_key_value_store.revocations.arn
    }]
  })
}

{/if}
{#if function}
{#if marks}
# checks and removes marks, after the signature of the viewer's own URL has been verified. Anyone who may read its code can make
# marks: restrict cloudfront:GetFunction
{#else}
# finds the files of pages, after the signature of the viewer's own URL has been verified
{/if}
resource "aws_cloudfront_function" "viewer_request" {
  name    = "{name}-viewer-request"
  runtime = "cloudfront-js-2.0"
  publish = true
  comment = "{functionComment} {name}"
{#if marks}
  code    = templatefile("$\{path.module}/viewer-request.js", \{ Keys = replace(var.mark_keys, ",", "', '"), MarksRequired = var.marks_required })

  key_value_store_associations = [aws_cloudfront_key_value_store.revocations.arn]
{#else}
  code    = file("$\{path.module}/viewer-request.js")
{/if}
}

{/if}
{#for policy in headersPolicies}
{#if policy.site}
# private files without a Cache-Control header get one, so that browsers do not show them after a logout
{/if}
resource "aws_cloudfront_response_headers_policy" "{policy.name}" {
  name = "{name}-{policy.name}"
{#if cors}

  # lets scripts of these origins read private files
  cors_config {
    access_control_allow_credentials = {cors.credentials}
    access_control_max_age_sec       = 600
    origin_override                  = true

    access_control_allow_origins {
      items = [{#for origin in cors.origins}"{origin}"{#if origin_hasNext}, {/if}{/for}]
    }
    access_control_allow_methods {
      items = ["GET", "HEAD", "OPTIONS"]
    }
    access_control_allow_headers {
      items = ["Range"]
    }
  }
{/if}
{#if policy.site}

  custom_headers_config {
    items {
      header   = "Cache-Control"
      value    = "private, no-cache"
      override = false
    }
  }

  security_headers_config {
    content_type_options {
      override = true
    }
    referrer_policy {
      referrer_policy = "strict-origin-when-cross-origin"
      override        = false
    }
    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = false
    }
  }
{/if}
}

{/for}
resource "{distribution}" "content" {
  enabled         = true
  comment         = "{name}"
  http_version    = "http2and3"
{#if tenants}

  # viewers reach the distribution through the domains of its tenants only
  tenant_config {
    parameter_definition {
      name = "tenantName"

      definition {
        string_schema {
          required = true
        }
      }
    }
  }
{#else}
{#if !ipv6}
  # IPv4 only, because policies contain the viewer's IPv4 address
{/if}
  is_ipv6_enabled = {ipv6}
{/if}
{#if alias}
  aliases         = ["{alias}"]
{/if}
{#if gate}

  # required unless / leads to the application: otherwise, / shows the list of all files, because CloudFront may list the bucket
  default_root_object = "index.html"
{/if}

  origin {
    {#if tenants}id       {#else}origin_id{/if}                = "bucket"
    domain_name              = aws_s3_bucket.origin.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.origin.id
{#if tenants}

    # the files of each tenant are below its name, so that no tenant reads those of another
    origin_path = "/\{\{tenantName}}"
{/if}
  }

{#if gate}
  origin {
    {#if tenants}id       {#else}origin_id{/if}   = "application"
    domain_name = var.application_host

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  # leads viewers without valid cookies to the login; not cached, because they come back
  custom_error_response {
    error_code            = 403
    response_code         = 403
    response_page_path    = "{gate.deniedPage}"
    error_caching_min_ttl = 0
  }

{#if gate.notFound}
  # a file of the site, instead of S3's XML; also replaces status 404 of the application
  custom_error_response {
    error_code         = 404
    response_code      = 404
    response_page_path = "{gate.notFound}"
  }

{/if}
  # the gate answers prefetched links with it
  custom_error_response {
    error_code            = 503
    error_caching_min_ttl = 0
  }

{/if}
{#if !everything}
  # open to everybody: paths without a cache behavior of their own
  default_cache_behavior {
    target_origin_id       = "bucket"
    viewer_protocol_policy = "{viewerProtocol}"
{#if tenants}
    allowed_methods {
      items          = ["GET", "HEAD"]
      cached_methods = ["GET", "HEAD"]
    }
{#else}
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
{/if}
    compress               = true
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6" # CachingOptimized
  }

{/if}
{#if gate}
  # the pages of the gate; CloudFront uses the first behavior that matches
  {#if tenants}cache_behavior{#else}ordered_cache_behavior{/if} {
    path_pattern           = "{gate.pattern}"
    target_origin_id       = "application"
    viewer_protocol_policy = "{viewerProtocol}"
{#if tenants}
    allowed_methods {
      items          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
      cached_methods = ["GET", "HEAD"]
    }
{#else}
    allowed_methods        = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods         = ["GET", "HEAD"]
{/if}
    cache_policy_id        = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" # CachingDisabled

    # AllViewer includes Host, so that the login leads back to the host that viewers use: the application's load balancer
    # must accept this host, and its certificate must be valid for application_host or for this host
    origin_request_policy_id = "216adef6-5c7f-47e4-b989-5492eafa07d3"
  }

  # add the same for other paths of the application, such as /j_security_check or quarkus.oidc.authentication.redirect-path
{/if}
{#for behavior in restricted}
{#if everything}
{#for place in unknown}
{#if place_isFirst}
  # restricted, because the URLs that these sign are not known at build time:
{/if}
  #   {place}
{/for}
  default_cache_behavior {
{#else}
  {#if tenants}cache_behavior{#else}ordered_cache_behavior{/if} {
    path_pattern           = "{behavior.path}"
{/if}
    target_origin_id       = "bucket"
    viewer_protocol_policy = "{viewerProtocol}"
{#if tenants}
    allowed_methods {
      items          = ["GET", "HEAD"{#if cors}, "OPTIONS"{/if}]
      cached_methods = ["GET", "HEAD"]
    }
{#else}
    allowed_methods        = ["GET", "HEAD"{#if cors}, "OPTIONS"{/if}]
    cached_methods         = ["GET", "HEAD"]
{/if}
    compress               = true
    cache_policy_id        = {#if downloads}aws_cloudfront_cache_policy.downloads.id{#else}"658327ea-f89d-4fab-a63d-7e88639e58f6" # CachingOptimized{/if}
{#if tenants}
    trusted_key_groups {
      enabled = true
      items   = [aws_cloudfront_key_group.signer.id]
    }
{#else}
    trusted_key_groups     = [aws_cloudfront_key_group.signer.id]
{/if}
{#if cors}

    # CORS-S3Origin
    origin_request_policy_id = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"
{/if}
{#if behavior.headers}

    response_headers_policy_id = aws_cloudfront_response_headers_policy.{behavior.headers.name}.id
{/if}
{#if behavior.function}

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.viewer_request.arn
    }
{/if}
  }

{/for}
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
{#if alias || tenants}
    acm_certificate_arn      = var.certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
{#else}
    cloudfront_default_certificate = true
{/if}
  }
}

{#if tenants}
# create a CNAME record of *.{tenants} that points to its routing_endpoint
resource "aws_cloudfront_connection_group" "content" {
  name         = "{name}"
{#if !ipv6}
  # IPv4 only, because policies contain the viewer's IPv4 address
{/if}
  ipv6_enabled = {ipv6}
}

# a sample; each tenant is such a resource, here or created by the application that registers tenants: {tenantsGuide}
resource "aws_cloudfront_distribution_tenant" "acme" {
  name                = "{name}-acme"
  distribution_id     = {distribution}.content.id
  connection_group_id = aws_cloudfront_connection_group.content.id

  domain {
    domain = "acme.{tenants}"
  }

  parameter {
    name  = "tenantName"
    value = "acme"
  }
}

{/if}
resource "aws_s3_bucket_policy" "origin" {
  bucket = aws_s3_bucket.origin.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject"
      Resource  = "$\{aws_s3_bucket.origin.arn}/*"
      Condition = { StringEquals = { "AWS:SourceArn" = {distribution}.content.arn } }
{#if gate}
      }, {
      # with it, S3 answers with 404 if a file does not exist, and not with 403, which would lead to the login
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:ListBucket"
      Resource  = aws_s3_bucket.origin.arn
      Condition = { StringEquals = { "AWS:SourceArn" = {distribution}.content.arn } }
{/if}
    }]
  })
}

# turns on CloudFront's additional metrics, for a fee, because the default ones do not count 403 apart from 404
resource "aws_cloudfront_monitoring_subscription" "content" {
  count = var.alarm_topic == "" ? 0 : 1

  distribution_id = {distribution}.content.id

  monitoring_subscription {
    realtime_metrics_subscription_config {
      realtime_metrics_subscription_status = "Enabled"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "refused_requests" {
  provider = aws.us_east_1
  count    = var.alarm_topic == "" ? 0 : 1

  alarm_name          = "{name}-refused-requests"
  alarm_description   = "CloudFront answers many requests with status 403, for example because a key is missing in the key group"
  namespace           = "AWS/CloudFront"
  metric_name         = "403ErrorRate"
  dimensions          = { DistributionId = {distribution}.content.id, Region = "Global" }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 2
  threshold           = {alarmThreshold} # percent of all requests, {#if gate}to which viewers who have not logged in yet contribute{#else}to which expired URLs contribute{/if}
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic]
  ok_actions          = [var.alarm_topic]
}

output "key_pair_ids" {
  value = { for slot, key in aws_cloudfront_public_key.signer : slot => key.id }
}

output "key_group_id" {
  value = aws_cloudfront_key_group.signer.id
}

output "distribution_id" {
  value = {distribution}.content.id
}

# the variables of the runbooks: {runbooksGuide}
output "runbooks" {
  value = join("\n", [
    "URL={#if tenants}https://acme.{tenants}{#else if alias}https://{alias}{#else}https://$\{aws_cloudfront_distribution.content.domain_name}{/if}",
    "DISTRIBUTION_ID=$\{{distribution}.content.id}",
    "KEY_GROUP_ID=$\{aws_cloudfront_key_group.signer.id}",
    "KEY_PAIR_IDS='$\{join(" ", [for key in aws_cloudfront_public_key.signer : key.id])}'",
    "BUCKET=$\{aws_s3_bucket.origin.id}",
    "PRIVATE_PATHS='{#for behavior in restricted}{#if everything}/*{#else}{behavior.path}{/if}{#if behavior_hasNext} {/if}{/for}'",
{#if marks}
    "REVOCATION_STORE=$\{aws_cloudfront_key_value_store.revocations.arn}",
{/if}
    "REPLICAS='10.0.0.11:8080 10.0.0.12:8080' # replace",
    "ADMIN_TOKEN=$(get-token) # replace",
  ])
}

{#if marks}
output "revocation_store_arn" {
  value = aws_cloudfront_key_value_store.revocations.arn
}

output "revocations_policy_arn" {
  value = aws_iam_policy.revocations.arn
}

{/if}
{#if tenants}
output "routing_endpoint" {
  value = aws_cloudfront_connection_group.content.routing_endpoint
}

{/if}
output "url" {
  value = {#if tenants}"https://acme.{tenants}"{#else if alias}"https://{alias}"{#else}"https://$\{aws_cloudfront_distribution.content.domain_name}"{/if}
}

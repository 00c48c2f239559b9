# Goes to quarkiverse/quarkiverse-devops as terraform-scripts/quarkus-cloudfront-signer.tf, in one pull request with this line in
# its .github/CODEOWNERS, in alphabetical order:
# terraform-scripts/quarkus-cloudfront-signer.tf                 @quarkiverse/quarkiverse-cloudfront-signer
# Replace GITHUB_ID. The form is that of terraform-scripts/README.md there.

# Create repository
resource "github_repository" "quarkus_cloudfront_signer" {
  name                   = "quarkus-cloudfront-signer"
  description            = "Sign URLs and cookies for private content on Amazon CloudFront"
  homepage_url           = "https://docs.quarkiverse.io/quarkus-cloudfront-signer/dev/"
  allow_update_branch    = true
  archive_on_destroy     = true
  delete_branch_on_merge = true
  has_issues             = true
  topics                 = ["quarkus-extension", "cloudfront", "signed-url", "signed-cookies", "aws", "cdn"]
}

# Enable vulnerability alerts
resource "github_repository_vulnerability_alerts" "quarkus_cloudfront_signer" {
  repository = github_repository.quarkus_cloudfront_signer.name
  enabled    = true
}

# Create team
resource "github_team" "quarkus_cloudfront_signer" {
  name           = "quarkiverse-cloudfront-signer"
  description    = "cloudfront-signer team"
  privacy        = "closed"
  parent_team_id = data.github_team.quarkiverse_members.id
}

# Add team to repository
resource "github_team_repository" "quarkus_cloudfront_signer" {
  team_id    = github_team.quarkus_cloudfront_signer.id
  repository = github_repository.quarkus_cloudfront_signer.name
  permission = "push"
}

# Add users to the team
resource "github_team_membership" "quarkus_cloudfront_signer" {
  for_each = { for tm in ["GITHUB_ID"] : tm => tm }
  team_id  = github_team.quarkus_cloudfront_signer.id
  username = each.value
  role     = "maintainer"
}

# Protect main branch using a ruleset
resource "github_repository_ruleset" "quarkus_cloudfront_signer" {
  name        = "main"
  repository  = github_repository.quarkus_cloudfront_signer.name
  target      = "branch"
  enforcement = "active"

  conditions {
    ref_name {
      include = ["~DEFAULT_BRANCH"]
      exclude = []
    }
  }

  # releases push to main
  bypass_actors {
    actor_id    = data.github_app.quarkiverse_ci.id
    actor_type  = "Integration"
    bypass_mode = "always"
  }

  rules {
    # Prevent force push
    non_fast_forward = true
    # Require pull request reviews before merging
    pull_request {

    }
  }
}

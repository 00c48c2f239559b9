package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class HttpPermissionTest extends PairsContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("pairs", "rest-jackson")
            .overrideConfigKey("quarkus.http.auth.permission.pairs.paths", "/pairs/*")
            .overrideConfigKey("quarkus.http.auth.permission.pairs.policy", "admins")
            .overrideConfigKey("quarkus.http.auth.policy.admins.roles-allowed", "admin");
}

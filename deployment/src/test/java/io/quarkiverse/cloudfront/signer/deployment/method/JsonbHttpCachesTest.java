package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * JSON-B writes the signed fields.
 */
@Tag("nightly")
class JsonbHttpCachesTest extends HttpCachesContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = CachedResponses.application().setForcedDependencies(
            List.of(Dependency.of("io.quarkus", "quarkus-rest-jsonb", System.getProperty("version.quarkus"))));
}

package io.quarkiverse.cloudfront.signer.deployment.method;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Jackson writes the signed fields.
 */
@Tag("nightly")
class HttpCachesTest extends HttpCachesContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = CachedResponses.application();
}

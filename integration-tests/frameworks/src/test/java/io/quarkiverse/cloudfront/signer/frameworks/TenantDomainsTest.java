package io.quarkiverse.cloudfront.signer.frameworks;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Domains of tenants without marks. The tests of each build have marks as well.
 */
@Tag("nightly")
class TenantDomainsTest extends TenantDomainsContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = application();
}

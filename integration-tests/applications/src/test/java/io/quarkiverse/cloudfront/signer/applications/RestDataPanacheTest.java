package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class RestDataPanacheTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications
            .with("panache", "hibernate-orm-rest-data-panache", "rest-jackson", "jdbc-h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:pictures;DB_CLOSE_DELAY=-1")
            .assertException(
                    failure -> BuildFailure.assertNames(failure, "PicturesResource", "Picture", "generated REST methods"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}

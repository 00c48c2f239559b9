package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class GraphQLFieldTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("graphqlfield", "smallrye-graphql")
            .assertException(failure -> BuildFailure.assertNames(failure, "#field", "#fieldForAdmins"));

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}

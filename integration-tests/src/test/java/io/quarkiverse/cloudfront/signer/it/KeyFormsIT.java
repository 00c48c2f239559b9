package io.quarkiverse.cloudfront.signer.it;

import static io.restassured.RestAssured.given;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The packaged application, or its native executable, with a signer for each form of key. It only starts if it can read all of
 * them, and if the public keys verify their signatures.
 */
@Tag("nightly")
@QuarkusIntegrationTest
@WithTestResource(KeyForms.class)
@NeedsProgram(Program.OPENSSL)
class KeyFormsIT {

    @Test
    void applicationWithKeysOfEachForm_starts() {
        given().redirects().follow(false).get("/").then().statusCode(302);
    }
}

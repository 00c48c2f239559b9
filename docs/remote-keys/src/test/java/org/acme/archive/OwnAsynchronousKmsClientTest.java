package org.acme.archive;

import org.junit.jupiter.api.Tag;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * An application with a client that returns immediately.
 */
@Tag("nightly")
@QuarkusTest
@QuarkusTestResource(MotoKms.class)
@TestProfile(OwnKmsClient.WithAsynchronousClient.class)
@NeedsProgram(Program.MOTO)
class OwnAsynchronousKmsClientTest extends OwnKmsClient {
}

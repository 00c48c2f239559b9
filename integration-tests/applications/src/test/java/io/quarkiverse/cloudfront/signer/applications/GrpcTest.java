package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.applications.grpc.PictureClient;
import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class GrpcTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("beans+grpc", "grpc", "jackson")
            .overrideConfigKey("quarkus.grpc.server.use-separate-server", "false");

    GrpcTest() {
        super("grpc");
    }

    @Override
    Answer ask(Viewer viewer, String path, String accept) {
        try {
            return Answer.message(
                    PictureClient.call(Http.port(), path.substring("/grpc/".length()), viewer.authorization().orElse(null)));
        } catch (RuntimeException e) {
            return Answer.refusal(e.toString());
        }
    }
}

package io.quarkiverse.cloudfront.signer.applications;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

@Tag("nightly")
class GraphQLTest extends HttpContract {

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications.with("graphql", "smallrye-graphql");

    GraphQLTest() {
        super("graphql");
    }

    /** Sends a query over HTTP. Its response is always JSON. */
    @Override
    String path(Matrix.Cell cell, String guard) {
        String field = cell.grant().id() + (guard.equals("admin") ? "ForAdmins" : "");
        return "{\"query\":\"{ " + field + (cell.grant() == Grant.FIELD ? " { image }" : "") + " }\"}";
    }

    @Override
    Answer ask(Viewer viewer, String query, String accept) {
        return Http.post(viewer, "/graphql", "application/json", query);
    }
}

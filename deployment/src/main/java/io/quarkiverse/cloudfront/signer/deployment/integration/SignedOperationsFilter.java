package io.quarkiverse.cloudfront.signer.deployment.integration;

import java.util.Map;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

import io.quarkiverse.cloudfront.signer.Delivery;

/**
 * Adds the signed responses of methods to an OpenAPI document. The developer's own descriptions are retained.
 */
record SignedOperationsFilter(Map<String, SignedOperations.SignedOperation> operations) implements OASFilter {

    /** The OpenAPI extension that identifies an operation's method. The filters in {@code io.quarkus} run after this one. */
    private static final String METHOD_REFERENCE = "x-quarkus-openapi-method-ref";

    private static final String UNAUTHORIZED = "401";
    private static final String SET_COOKIE = "Set-Cookie";

    @Override
    public Operation filterOperation(Operation operation) {
        Map<String, Object> extensions = operation.getExtensions();
        SignedOperations.SignedOperation signed = extensions == null ? null : operations.get(extensions.get(METHOD_REFERENCE));
        if (signed != null) {
            describe(operation, signed);
        }
        return operation;
    }

    private static void describe(Operation operation, SignedOperations.SignedOperation signed) {
        String written = operation.getDescription();
        operation.setDescription(written == null ? signed.description() : written + "\n\n" + signed.description());
        APIResponses responses = operation.getResponses();
        if (responses == null) {
            return;
        }
        if (signed.delivery() == Delivery.COOKIES) {
            responses.getAPIResponses().forEach((status, response) -> addCookies(status, response));
        }
        if (signed.forUsers() && !responses.hasAPIResponse(UNAUTHORIZED)) {
            responses.addAPIResponse(UNAUTHORIZED, OASFactory.createAPIResponse().description("Not Authorized"));
        }
    }

    private static void addCookies(String status, APIResponse response) {
        boolean written = response.getHeaders() != null && response.getHeaders().containsKey(SET_COOKIE);
        if (status.startsWith("2") && response.getRef() == null && !written) {
            Header header = OASFactory.createHeader()
                    .description("CloudFront's signed cookies: `CloudFront-Policy`, `CloudFront-Signature`, "
                            + "`CloudFront-Key-Pair-Id`, and `CloudFront-Hash-Algorithm` unless it is SHA-1")
                    .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
            response.addHeader(SET_COOKIE, header);
        }
    }
}

package io.quarkiverse.cloudfront.signer.runtime.mcp;

import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter.ResourceLinks;
import io.quarkiverse.mcp.server.ResourceLink;

/**
 * The links of quarkus-mcp-server.
 */
@Singleton
public class McpResourceLinks implements ResourceLinks {

    @Override
    public boolean isLink(Object value) {
        return value instanceof ResourceLink;
    }

    @Override
    public Object rewrite(Object link, UnaryOperator<String> signer) {
        ResourceLink original = (ResourceLink) link;
        return new ResourceLink(signer.apply(original.uri()), original.mimeType(), original.name(), original.title(),
                original.description(), original.size(), original._meta(), original.annotations());
    }
}

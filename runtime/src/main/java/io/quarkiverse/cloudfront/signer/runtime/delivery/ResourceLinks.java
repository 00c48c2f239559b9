package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.function.UnaryOperator;

/**
 * The links that MCP tools return. Applications without an MCP server do not have this bean.
 */
public interface ResourceLinks {

    boolean isLink(Object value);

    /**
     * A copy of the link with another URI.
     */
    Object rewrite(Object link, UnaryOperator<String> signer);
}

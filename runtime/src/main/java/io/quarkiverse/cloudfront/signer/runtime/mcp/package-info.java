/**
 * The results of MCP tools for AI agents. The classes of quarkus-mcp-server are optional.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.mcp;

import org.jspecify.annotations.NullMarked;

package io.quarkiverse.cloudfront.signer.deployment.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;
import org.mcpjava.server.resources.Resource;
import org.mcpjava.server.tools.Tool;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.index.McpMethodsBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;

/**
 * Tools with the standard annotations of MCP, which quarkus-mcp-server knows from its version 2 on.
 */
class McpFieldsTest {

    record Film(String title, @SignedResource String url) {
    }

    record Found(List<Film> films) {
    }

    static class Films {

        @Tool
        Found search() {
            return new Found(List.of());
        }

        @Resource
        List<Film> all() {
            return List.of();
        }

        @Tool
        String title() {
            return "Dawn";
        }

        Film helper() {
            return new Film("Dawn", "/films/dawn.txt");
        }
    }

    private static List<String> problems(Class<?>... annotations) throws IOException {
        Index index = Index.of(Film.class, Found.class, Films.class);
        FieldReachability reachability = new FieldFinder(index, type -> false, resource -> List.of()).find(true).reachability();
        BuildProblems problems = new BuildProblems();
        new FieldEndpointCheck(index, new FieldEndpointsBuildItem(reachability), reachability, List.of(), List.of(), problems)
                .findTools(
                        new McpMethodsBuildItem(Stream.of(annotations).map(DotName::createSimple).collect(Collectors.toSet())),
                        List.of());
        List<String> found = new ArrayList<>();
        problems.report((ValidationErrorBuildItem error) -> error.getValues()
                .forEach(failure -> failure.getMessage().lines().skip(1).forEach(found::add)));
        return found;
    }

    @Test
    void methodsThatReturnFieldsAndDoNotSign_failTheBuild() throws IOException {
        String remedy = ", which has fields with @SignedResource, but MCP servers sign them only if the method signs; annotate "
                + "the method or its class with @SignedResource, or return an object without such fields";

        assertThat(problems(Tool.class, Resource.class)).containsExactly(
                " - " + Films.class.getName() + "#all returns java.util.List<" + Film.class.getName() + ">" + remedy,
                " - " + Films.class.getName() + "#search returns " + Found.class.getName() + remedy);
    }

    @Test
    void applicationWithoutServer_builds() throws IOException {
        assertThat(problems()).isEmpty();
    }
}

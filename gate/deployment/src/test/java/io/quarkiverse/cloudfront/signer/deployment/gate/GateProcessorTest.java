package io.quarkiverse.cloudfront.signer.deployment.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateInfo;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;

class GateProcessorTest {

    private static List<NativeImageResourcePatternsBuildItem> files(GateInfo... gates) {
        List<NativeImageResourcePatternsBuildItem> items = new ArrayList<>();
        new GateProcessor().files(new GatesBuildItem(List.of(gates)), items::add);
        return items;
    }

    /** Otherwise, a native executable does not start. */
    @Test
    void filesOfGates_areInNativeExecutables() {
        GateInfo gate = new GateInfo("<default>", "the gate", "/private-access", "/*", List.of(), "<default>",
                Optional.empty(), "/");

        assertThat(files()).isEmpty();
        assertThat(files(gate)).singleElement().satisfies(item -> {
            for (String file : List.of("denied.html", "denied.js", "gate.css", "logged-out.html", "refused.html", "renew.js")) {
                String resource = "META-INF/cloudfront-signer/gate/" + file;
                assertThat(GateInfo.class.getClassLoader().getResource(resource)).as(resource).isNotNull();
                assertThat(item.getIncludePatterns()).anyMatch(resource::matches);
            }
        });
    }
}

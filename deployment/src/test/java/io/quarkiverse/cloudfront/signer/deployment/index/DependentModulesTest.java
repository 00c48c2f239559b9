package io.quarkiverse.cloudfront.signer.deployment.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.bootstrap.model.ApplicationModelBuilder;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.maven.dependency.DependencyFlags;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;

class DependentModulesTest {

    @Test
    void modulesThatDependOnTheExtension_areFoundThroughOthers() {
        ResolvedDependencyBuilder signer = module(DependentModules.GROUP, "quarkus-cloudfront-signer");
        ResolvedDependencyBuilder model = module("org.acme", "model", signer);
        ResolvedDependencyBuilder api = module("org.acme", "api", model);
        ResolvedDependencyBuilder other = module("org.acme", "other");
        ApplicationModelBuilder application = new ApplicationModelBuilder()
                .setAppArtifact(module("org.acme", "app", api, other))
                .addDependency(api).addDependency(other).addDependency(model).addDependency(signer)
                .addDependency(module(DependentModules.GROUP, "quarkus-cloudfront-signer-test", signer));
        assertThat(DependentModules.of(application.build())).extracting(ResolvedDependency::getArtifactId)
                .containsExactlyInAnyOrder("model", "api");
    }

    private static ResolvedDependencyBuilder module(String group, String artifact, ResolvedDependencyBuilder... dependencies) {
        List<ArtifactCoords> coordinates = Arrays.stream(dependencies).map(ResolvedDependencyBuilder::getArtifactCoords)
                .toList();
        return ResolvedDependencyBuilder.newInstance().setGroupId(group).setArtifactId(artifact).setVersion("1").setType("jar")
                .setResolvedPath(Path.of(artifact + ".jar")).setFlags(DependencyFlags.RUNTIME_CP).setDependencies(coordinates);
    }
}

package io.quarkiverse.cloudfront.signer.deployment.key;

import java.util.List;

import io.quarkus.maven.dependency.ArtifactDependency;
import io.quarkus.maven.dependency.Dependency;

/**
 * The Amazon Corretto Crypto Provider, as a dependency of an application.
 */
final class Corretto {

    private Corretto() {
    }

    static List<Dependency> dependency() {
        return List
                .of(new ArtifactDependency("software.amazon.cryptools", "AmazonCorrettoCryptoProvider", "linux-x86_64", "jar",
                        System.getProperty("version.accp")));
    }
}

package io.quarkiverse.cloudfront.signer.deployment.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.util.List;

import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkus.maven.dependency.ResolvedDependencyBuilder;

class JarSignatureProcessorTest {

    @Test
    void signature_isFoundInJar() throws Exception {
        Path jar = Path.of(ECDSASigner.class.getProtectionDomain().getCodeSource().getLocation().toURI());

        assertThat(JarSignatureProcessor.signatures(ResolvedDependencyBuilder.newInstance().setGroupId("org.bouncycastle")
                .setArtifactId("bcprov-jdk18on").setVersion("1").setResolvedPath(jar).build()))
                .anyMatch(name -> name.endsWith(".SF")).allMatch(name -> name.matches("META-INF/[A-Z0-9]+\\.(SF|RSA|DSA|EC)"));
    }

    @Test
    void applicationWithoutProvider_doesNotNeedSignature() throws IOException {
        assertThat(JarSignatureProcessor.registersProvider(Index.of(UsesLibrary.class), List.of("SunJCE"))).isFalse();
    }

    @Test
    void applicationThatRegistersProvider_needsSignature() throws IOException {
        assertThat(JarSignatureProcessor.registersProvider(Index.of(RegistersProvider.class), List.of())).isTrue();
        assertThat(JarSignatureProcessor.registersProvider(Index.of(UsesLibrary.class), List.of("SunJCE", "BC"))).isTrue();
        assertThat(JarSignatureProcessor.registersProvider(Index.of(UsesLibrary.class), List.of("BCJSSE"))).isTrue();
    }

    static class UsesLibrary {

        final Object signer = new ECDSASigner();
    }

    static class RegistersProvider {

        final Provider provider = new BouncyCastleProvider();
    }
}

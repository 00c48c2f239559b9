package org.acme.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The sample for PKCS#11. Its signatures are verified with the public key of the token's certificate.
 */
@Tag("nightly")
@QuarkusTest
@QuarkusTestResource(MotoKms.class)
@QuarkusTestResource(value = SoftHsm.class, restrictToAnnotatedClass = true)
@NeedsProgram({ Program.SOFTHSM, Program.MOTO })
class Pkcs11Test {

    @Inject
    @SignerName("masters")
    CloudFrontSigner masters;

    @Inject
    @SignerName("stills")
    CloudFrontSigner stills;

    @Inject
    @SignerName("masters")
    Pkcs11Key mastersKey;

    @Inject
    @SignerName("stills")
    Pkcs11Key stillsKey;

    @Inject
    Pkcs11Token token;

    @Inject
    Vertx vertx;

    @Test
    void token_withP256Key_signs() throws Exception {
        URI film = URI.create(masters.sign("/films/7.mov"));

        assertThat(film.toString()).endsWith("&Key-Pair-Id=K2MASTERS&Hash-Algorithm=SHA256");
        assertThat(Viewers.request(film, "K2MASTERS", publicKey("cloudfront-masters"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(Viewers.request(film, "K2MASTERS", publicKey("cloudfront-stills"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void token_withRsaKey_signs() throws Exception {
        URI still = URI.create(stills.sign("/films/7/still.jpg"));

        assertThat(still.toString()).endsWith("&Key-Pair-Id=K2STILLS&Hash-Algorithm=SHA256");
        assertThat(Viewers.request(still, "K2STILLS", publicKey("cloudfront-stills"))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void token_withRsaKeyAndSha1_signs() {
        Pkcs11Key sha1 = new Pkcs11Key("K2STILLS", Algorithm.RSA_SHA1, stillsKey.key(), stillsKey.provider());

        assertThat(sha1.sign(new byte[8]).await().indefinitely()).hasSize(256);
    }

    @Test
    void manyPolicies_areSignedConcurrently() throws Exception {
        List<Uni<URI>> films = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            URI film = URI.create("https://masters.example.com/films/" + i + ".mov");
            films.add(masters.signAsync(masters.policy(film.getPath()).build()).map(signed -> signed.url(film)));
        }
        PublicKey key = publicKey("cloudfront-masters");

        assertThat(Uni.join().all(films).usingConcurrencyOf(16).andFailFast().await().indefinitely()).hasSize(200)
                .allSatisfy(film -> assertThat(Viewers.request(film, "K2MASTERS", key)).isInstanceOf(Verdict.Allowed.class));
    }

    @Test
    void privateKeys_stayInTheToken() {
        assertThat(mastersKey.key().getEncoded()).isNull();
        assertThat(stillsKey.key().getEncoded()).isNull();
    }

    @Test
    void provider_isNotRegisteredGlobally() {
        assertThat(Security.getProvider(mastersKey.provider().getName())).isNull();
    }

    @Test
    void token_doesNotBlockTheEventLoop() throws Exception {
        CompletableFuture<Boolean> signedOnEventLoop = new CompletableFuture<>();
        vertx.runOnContext(now -> mastersKey.sign(new byte[8])
                .subscribe().with(signature -> signedOnEventLoop.complete(Context.isOnEventLoopThread()),
                        signedOnEventLoop::completeExceptionally));

        assertThat(signedOnEventLoop.get(60, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void missingKey_isReported() {
        assertThatThrownBy(() -> token.key("elsewhere", "K2MASTERS", Algorithm.ECDSA_SHA256))
                .hasMessage("The token has no private key with the label elsewhere and a certificate");
    }

    private PublicKey publicKey(String label) throws Exception {
        KeyStore entries = KeyStore.getInstance("PKCS11", mastersKey.provider());
        entries.load(null, SoftHsm.PIN.toCharArray());
        return entries.getCertificate(label).getPublicKey();
    }
}

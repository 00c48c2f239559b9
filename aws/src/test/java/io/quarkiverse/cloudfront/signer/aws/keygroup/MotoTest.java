package io.quarkiverse.cloudfront.signer.aws.keygroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PublicKey;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.programs.Moto;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;

/**
 * The operations of a rotation that moto has. It has neither updates of key groups nor distributions of a key group, and does
 * not keep comments.
 */
@NeedsProgram(Program.MOTO)
class MotoTest {

    private static final String NO_GROUP = "none";

    @Test
    void publicKeys_areUploadedFoundAndDeleted() {
        try (Moto moto = Moto.start(); CloudFrontClient client = RotatedGroup.client(moto.endpoint())) {
            CloudFrontKeys cloudFront = new CloudFrontKeys(client);
            KeyGroup none = new KeyGroup(NO_GROUP, KeyGroupConfig.builder().build(), "");
            for (PublicKey key : List.of(NewKey.p256Pair().getPublic(), NewKey.rsaPair().getPublic())) {
                assertThat(cloudFront.find(key)).isEmpty();
                UploadedKey uploaded = cloudFront.create(UploadedKey.config(key, none, "K1")).orElseThrow();
                assertThat(uploaded.replaces(NO_GROUP)).contains("K1");
                assertThat(cloudFront.find(key)).extracting(UploadedKey::id).containsExactly(uploaded.id());
                assertThat(cloudFront.find(key).get(0).created()).isEqualTo(uploaded.created());
                String group = client.createKeyGroup(request -> request.keyGroupConfig(config -> config.name("media")
                        .items(uploaded.id()))).keyGroup().id();

                assertThat(cloudFront.keyGroup(group).keyPairIds()).containsExactly(uploaded.id());
                assertThat(cloudFront.keyGroup(group).version()).isNotEmpty();
                assertThat(cloudFront.keyGroupsWith(uploaded.id())).containsExactly(group);
                assertThat(cloudFront.delete(uploaded.id(), cloudFront.version(uploaded.id()))).isTrue();
                assertThat(cloudFront.find(key)).isEmpty();
                // when it can, the stand-in has done its duty
                assertThatThrownBy(() -> cloudFront.update(cloudFront.keyGroup(group), List.of(uploaded.id())))
                        .isInstanceOf(RotationException.class).hasMessageStartingWith("CloudFront refused UpdateKeyGroup");
            }
        }
    }
}

package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.golive.SignerContent.Place;

class QuotasTest {

    private static SignerContent resources(int count, boolean cookies) {
        List<String> resources = IntStream.range(0, count).mapToObj(i -> "/d" + i + "/x/*").toList();
        return new SignerContent(new PrivateContent("gallery", SignerName.DEFAULT, null, resources, List.of(), cookies, true,
                false, false, List.of(), null, Optional.empty(), false),
                resources.stream().map(resource -> new Place("a", resource, cookies)).toList());
    }

    @Test
    void behaviors_areCountedWithTheDefaultOne() {
        assertThat(Quotas.exceeded(List.of(resources(74, false)))).isEmpty();
        assertThat(Quotas.exceeded(List.of(resources(75, false)))).singleElement().asString()
                .startsWith("The default signer needs 76 cache behaviors, but a distribution can have only 75. Put")
                .endsWith("cloudfront-limits.html");
    }

    @Test
    void cookies_areCountedByResource() {
        assertThat(Quotas.exceeded(List.of(resources(12, true)))).isEmpty();
        assertThat(Quotas.exceeded(List.of(resources(13, true)))).singleElement().asString()
                .startsWith(
                        "The default signer sets cookies for 13 resources, but a response can clear those of only about 12.");
    }

    @Test
    void keyGroups_areCountedByHost() {
        SignerContent signer = new SignerContent(Contents.alias(), List.of());
        assertThat(Quotas.exceeded(Collections.nCopies(4, signer))).isEmpty();
        assertThat(Quotas.exceeded(Collections.nCopies(5, signer))).singleElement().asString()
                .startsWith(
                        "https://media.example.com has 5 signers with a key group each, but a cache behavior can have only 4");
    }
}

package io.quarkiverse.cloudfront.signer.aws.keygroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.aws.BotocoreCheck;
import io.quarkiverse.cloudfront.signer.fixtures.keygroup.CloudFrontStandIn.Recorded;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/** The stand-in is our own, so AWS's model of the API decides whether requests and answers are those of CloudFront. */
@NeedsProgram(Program.BOTOCORE)
class BotocoreModelTest {

    private static final Instant PAST = Instant.now().minusSeconds(5);

    private static BotocoreCheck check(List<Recorded> exchanges) throws IOException, InterruptedException {
        return BotocoreCheck.of("keygroup", exchanges.stream().map(BotocoreModelTest::json).toList());
    }

    private static String json(Recorded exchange) {
        return "{\"method\":" + BotocoreCheck.json(exchange.method()) + ",\"path\":" + BotocoreCheck.json(exchange.path())
                + ",\"query\":"
                + BotocoreCheck.json(exchange.query()) + ",\"ifMatch\":" + BotocoreCheck.json(exchange.ifMatch()) + ",\"body\":"
                + BotocoreCheck.json(exchange.body())
                + ",\"status\":" + exchange.status() + ",\"answer\":" + BotocoreCheck.json(exchange.answer()) + "}";
    }

    private static List<Recorded> rotations() {
        try (RotatedGroup group = new RotatedGroup()) {
            for (int i = 0; i < 3; i++) {
                group.cloudFront.createGroup(group.cloudFront.upload(RotatedGroup.publicKey(), RotatedGroup.AGE));
                group.cloudFront.createDistribution(group.id);
            }
            PublicKey key = RotatedGroup.publicKey();
            group.cloudFront.changeMeanwhile(1);
            group.cloudFront.throttle(1);
            group.rotation.introduce(key, Optional.empty());
            group.rotation.finish(key, Optional.empty(), PAST);
            group.rotation.removeLeaked("KEY5", RotatedGroup.publicKey());
            return group.cloudFront.recorded();
        }
    }

    @Test
    void requestsAndAnswers_areThoseOfTheModel() throws Exception {
        BotocoreCheck result = check(rotations());

        assertThat(result.output()).isEqualTo("CreatePublicKey DeletePublicKey GetDistribution GetKeyGroup GetPublicKey "
                + "ListDistributionsByKeyGroup ListKeyGroups ListPublicKeys UpdateKeyGroup\n");
        assertThat(result.exitCode()).isZero();
    }

    /** What the page says about the permissions of the command is neither more nor less than it uses. */
    @Test
    void operations_areThePermissionsOfThePage() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "modules", "ROOT", "pages", "command-line.adoc"));
        String rotate = page.substring(page.indexOf("[#rotate]"), page.indexOf("[#publish]"));
        List<String> permissions = Pattern.compile("`cloudfront:(\\w+)`").matcher(rotate).results()
                .map(permission -> permission.group(1)).toList();

        assertThat(check(rotations()).output()).isEqualTo(String.join(" ", permissions) + "\n");
    }

    @Test
    @Tag("nightly")
    void mistakes_areNoticed() throws Exception {
        Recorded update = rotations().stream().filter(exchange -> exchange.method().equals("PUT") && exchange.status() == 200)
                .findFirst().orElseThrow();
        for (Recorded wrong : List.of(
                new Recorded("PUT", update.path() + "/config", null, update.ifMatch(), update.body(), 200, update.answer()),
                new Recorded("PUT", update.path(), "Id=1", update.ifMatch(), update.body(), 200, update.answer()),
                new Recorded("PUT", update.path(), null, update.ifMatch(), update.body().replace("<PublicKey>", "<Key>")
                        .replace("</PublicKey>", "</Key>"), 200, update.answer()),
                new Recorded("PUT", update.path(), null, update.ifMatch(), update.body().replace("Comment>", "Note>"), 200,
                        update.answer()),
                new Recorded("PUT", update.path(), null, update.ifMatch(), update.body().replace("2020-05-31", "2019-05-31"),
                        200,
                        update.answer()),
                new Recorded("PUT", update.path(), null, update.ifMatch(), update.body(), 201, update.answer()),
                new Recorded("PUT", update.path(), null, update.ifMatch(), update.body(), 200,
                        update.answer().replace("LastModifiedTime>", "Modified>")),
                new Recorded("PUT", update.path(), null, update.ifMatch(), update.body(), 400, "<ErrorResponse><Error><Code>"
                        + "PublicKeyInUse</Code></Error></ErrorResponse>"))) {
            assertThat(check(List.of(wrong)).exitCode()).as(wrong.toString()).isNotZero();
        }
    }
}

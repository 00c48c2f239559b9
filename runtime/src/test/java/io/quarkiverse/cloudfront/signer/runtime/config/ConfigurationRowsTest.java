package io.quarkiverse.cloudfront.signer.runtime.config;

import static io.quarkiverse.cloudfront.signer.fixtures.ApprovedText.assertApproved;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * What must hold between the URL, the hosts, the cookies, and the keys of all signers: configurations whose signatures
 * CloudFront would refuse, or whose cookies browsers would not send to it, and others that look like them and work. Each row
 * changes the configuration of a signer that works. The properties are separated by {@code &&}, and those without a value are
 * removed.
 */
class ConfigurationRowsTest {

    private static final String START = "The CloudFront signers cannot start:";

    private static final String REFUSED = """
            # the URL
            url=
            url=media.example.com
            url=ftp://media.example.com
            url=https://
            url=https://user@media.example.com
            url=https://*.example.com
            url=https://media_1.example.com
            url=https://bücher.example.com
            url=https://media.example.com/videos
            url=https://media.example.com?a
            url=https://media.example.com#a
            url=https://media.example.com:443
            url=http://media.example.com:80
            url=https://media.example.com:0
            url=https://media.example.com:65536
            url=https://media.example.com:08443
            url=https://media..example.com
            url=https://-media.example.com
            url=https://media-.example.com
            url=https://-a-.example.com
            url=https://.example.com
            url=https://media.example.com.
            url=https://$LABEL.example.com
            url=https://media.123
            url=https://256.1.1.1
            url=https://1.2.3
            url=https://[::1::2]
            url=https://93.184.216.34
            url=https://[2606:2800:220:1::1]
            url=https://pictures.s3.amazonaws.com
            url=https://s3.eu-central-1.amazonaws.com
            url=https://pictures.s3-website-us-east-1.amazonaws.com
            url=https://pictures.s3.cn-north-1.amazonaws.com.cn
            url=https://Pictures.S3.AmazonAWS.com
            # tenants
            url=https://{id}.media.example.com
            url=https://media.{claim.tenant}.example.com
            url=https://{claim.tenant}.com
            url=https://{claim.tenant}.cloudfront.net
            url=https://{claim.tenant}.media..example.com
            url=https://{claim.tenant}.pictures.s3.amazonaws.com
            url=https://{claim.tenant}.media.example.com:443
            url=https://{claim.tenant}.media.example.com && allowed-hosts=a.example.com
            # further hosts
            allowed-hosts=https://a.example.com
            allowed-hosts=*.example.com
            allowed-hosts=a.example.com/videos
            allowed-hosts=a_b.example.com
            allowed-hosts=a.example.com:443
            allowed-hosts=b.example.com,a.example.com:443
            url=http://media.example.com && allowed-hosts=a.example.com:80
            allowed-hosts=a.example.com:0
            allowed-hosts=a..example.com
            allowed-hosts=-a-.example.com
            allowed-hosts=93.184.216.34
            allowed-hosts=pictures.s3.amazonaws.com
            # origins in texts
            text-origins=www.example.com
            text-origins=https://a.example.com,https://s3.amazonaws.com/bucket
            text-origins=https://me@www.example.com
            text-origins=ftp://www.example.com
            text-origins=https://{claim.tenant}.example.com
            url=https://{claim.tenant}.media.example.com && text-origins=https://{claim.x}.example.com
            # the cookies' domain
            cookies.domain=xample.com
            cookies.domain=com
            cookies.domain=.com
            cookies.domain=a.media.example.com
            cookies.domain=edia.example.com
            cookies.domain=1.2.3.4
            cookies.domain=example.com; Path=/
            cookies.domain=example..com
            cookies.domain=example.com.
            cookies.domain=media_.example.com
            url=https://d111111abcdef8.cloudfront.net && cookies.domain=cloudfront.net
            url=https://d111111abcdef8.cloudfront.net && cookies.domain=d111111abcdef8.cloudfront.net
            url=https://{claim.tenant}.media.example.com && cookies.domain=acme.media.example.com
            url=https://{claim.tenant}.media.example.com && cookies.domain=example.org
            url=http://localhost:8080 && cookies.domain=example.com
            url=http://acme.localhost:8080 && cookies.domain=localhost
            url=https://127.0.0.1:8443 && cookies.domain=127.0.0.1
            url= && cookies.domain=example.com; Path=/
            # the cookies' resource
            cookies.resource=videos/*
            cookies.resource=https://other.example.org/*
            cookies.resource=http://media.example.com/*
            cookies.resource=*://*.com/*
            cookies.resource=/a/../b/*
            cookies.resource=/a/{id
            cookies.resource=/a/{id}*
            cookies.domain=example.org && allowed-hosts=a.example.org && cookies.resource=/videos/*
            cookies.domain=example.com && allowed-hosts=a.example.org && cookies.resource=https://a.example.org/*
            url=http://media.example.com && cookies.resource=/videos/*
            url=http://192.168.1.10:8080 && cookies.resource=/videos/*
            # the cookies' path
            cookies.path=images
            cookies.path=/images/*
            cookies.path=/;Domain=evil.example
            cookies.path=/videos/ && cookies.resource=/images/*
            cookies.path=/vid && cookies.resource=/videos/*
            cookies.path=/videos/7/ && cookies.resource=/videos/7
            cookies.path=/tenants/acme/ && cookies.resource=/users/{principal}/*
            cookies.path=/images/ && cookies.resource=https://media.example.com/videos/*
            cookies.same-site=none && cookies.secure=false
            # the key pair ID
            key-pair-id=
            key-pair-id=$PUBLIC_PEM
            key-pair-id=KOTHER && private-key= && private-key-location=$DIRECTORY
            keys."next year".private-key=$TWO && keys."next year".active-from=2026-12-01T00:00:00Z
            key-pair-id=not-an-id
            key-pair-id=11111111-2222-3333-4444-555555555555
            key-pair-id=k2jcjmdehxqw5f
            key-pair-id=K2jcjmdehxqw5f
            key-pair-id=E2QWRUHAPOMQZL
            key-pair-id=AKIAIOSFODNN7EXAMPLE
            key-pair-id=ASIAIOSFODNN7EXAMPLE
            key-pair-id= && private-key= && private-key-location=$DISTRIBUTION
            keys."E2QWRUHAPOMQZL".private-key=$TWO && keys."E2QWRUHAPOMQZL".active-from=2026-12-01T00:00:00Z
            keys."Knext".private-key=$TWO && keys."Knext".active-from=2026-12-01T00:00:00Z
            media.url=https://a.example.com && bean.media=E2QWRUHAPOMQZL
            # an ID names one key
            keys."K2JCJMDEHXQW5F".private-key=$TWO && keys."K2JCJMDEHXQW5F".active-from=2026-12-01T00:00:00Z
            keys."K3".private-key=$ONE && keys."K3".active-from=2026-12-01T00:00:00Z
            keys."K3".private-key=$TWO && keys."K3".active-from=2026-12-01T00:00:00Z && keys."K4".private-key-location=$FILE && keys."K4".active-from=2027-12-01T00:00:00Z
            media.url=https://a.example.com && media.key-pair-id=K2JCJMDEHXQW5F && media.private-key=$TWO
            media.url=https://a.example.com && media.key-pair-id=K2JCJMDEHXQW5F && media.private-key=$RSA
            media.url=https://a.example.com && media.key-pair-id=K2 && media.private-key=$RSA && media.keys."K2JCJMDEHXQW5F".private-key=$TWO && media.keys."K2JCJMDEHXQW5F".active-from=2026-12-01T00:00:00Z
            keys."K3".private-key=$RSA && keys."K3".active-from=2026-12-01T00:00:00Z && media.url=https://a.example.com && media.private-key-location=$FILE && media.key-pair-id=K3
            media.url=https://a.example.com && bean.media=K2JCJMDEHXQW5F
            # keys that cannot sign, or be read again
            private-key=
            private-key= && private-key-location=none.pem
            private-key= && private-key-location=none.pem && key-pair-id=not-an-id
            private-key-location=$FILE
            credentials-provider=media
            private-key= && credentials-provider=media
            private-key= && credentials-provider=media && credentials-provider-name=vault
            private-key= && credentials-provider=media && credentials-provider-name=failing
            crypto-provider=accp
            signature-cache.max-size=-1
            private-key=$PUBLIC_ONE
            hash-algorithm=SHA1
            private-key=$TWO && public-key-location=$OTHER_FILE
            reload-period=1m
            reload-period=0s && private-key= && private-key-location=$FILE
            media.url=https://a.example.com && bean.media=K2 && media.reload-period=1m
            # how long
            expires-in=0s
            expires-in=-PT5M
            expires-in=PT0.5S
            expires-in=P1200000D
            expiry-window=0s
            expiry-window=PT1.5S
            expiry-window=P1200000D
            reload-period=PT0.999S && private-key= && private-key-location=$FILE
            reload-period=-5s && private-key= && private-key-location=$FILE
            # further keys
            keys."K2".private-key-passphrase=secret
            env.QUARKUS_CLOUDFRONT_SIGNER_KEYS__K2__PRIVATE_KEY=$TWO && env.QUARKUS_CLOUDFRONT_SIGNER_KEYS__K2__ACTIVE_FROM=2026-12-01T00:00:00Z
            keys."K2".private-key=$TWO && keys."K2".active-from=tomorrow
            keys."K2".private-key=$TWO && keys."K2".active-from=2026-12-01
            keys."K2".private-key=$TWO && keys."K2".active-from=2026-12-01T00:00:00
            keys."K2".private-key=$TWO && keys."K2".active-from=2026-13-01T00:00:00Z
            keys."K2".private-key=$TWO && keys."K2".active-from=1764547200
            keys."K2".private-key=$TWO && keys."K2".active-from=2026-12-01T00:00:00Z && keys."K3".private-key=$RSA && keys."K3".active-from=2026-12-01T01:00:00+01:00
            keys."K2".private-key=$TWO_WITH_ID && keys."K2".active-from=2026-12-01T00:00:00Z
            private-key= && keys."K2".private-key=nonsense! && keys."K2".active-from=2026-12-01T00:00:00Z
            url= && key-pair-id= && private-key= && keys."K2".private-key=$TWO && keys."K2".active-from=2026-12-01T00:00:00Z
            private-key=$RSA && hash-algorithm=SHA1 && keys."K2".private-key=$TWO && keys."K2".active-from=2026-12-01T00:00:00Z
            keys."K2".credentials-provider=next && keys."K2".credentials-provider-name=failing && keys."K2".active-from=2026-12-01T00:00:00Z
            keys."K2".private-key=$TWO && keys."K2".active-from=2026-12-01T00:00:00Z && keys."K2".public-key-location=$OTHER_FILE
            # beans with keys
            bean.default=KOWN
            url= && key-pair-id= && private-key= && bean.default=KOWN
            key-pair-id= && private-key= && bean.default=K&x=1
            key-pair-id= && private-key= && bean.default=K1 && public-key-location=none.pem
            key-pair-id=K1 && private-key= && bean.default=K9
            bean.default=K2 && keys."K2".private-key=$TWO && keys."K2".active-from=2026-12-01T00:00:00Z
            key-pair-id=K1 && private-key= && bean.default=K1,K9,K2,K2 && keys."K2".active-from=2026-12-01T00:00:00Z
            # keys in AWS KMS
            module.aws= && private-key= && private-key-location=aws-kms:alias/media
            key-pair-id= && private-key= && private-key-location=aws-kms:alias/media
            key-pair-id=K-1 && private-key= && private-key-location=aws-kms:alias/media
            hash-algorithm=SHA1 && private-key= && private-key-location=aws-kms:alias/media
            private-key= && private-key-location=aws-kms:alias/elsewhere
            private-key= && private-key-location=aws-kms:alias/media && public-key-location=$OTHER_FILE
            # several signers, and several mistakes
            "my.media".key-pair-id=K1
            media.key-pair-id=K1
            media.url=https://media.example.com/videos
            gate.url=https://gate.example.com
            url=ftp://x && key-pair-id= && private-key= && media.key-pair-id=not an id
            """;

    /** What stands in rows for keys and files. */
    private static final Map<String, String> VALUES = new TreeMap<>(Comparator.reverseOrder());

    @TempDir
    private static Path directory;

    private static KeyPair two;

    @BeforeAll
    static void makeKeys() throws IOException {
        KeyPair one = NewKey.p256Pair();
        two = NewKey.p256Pair();
        VALUES.put("$ONE", base64(one.getPrivate().getEncoded()));
        VALUES.put("$PUBLIC_ONE", base64(one.getPublic().getEncoded()));
        VALUES.put("$PUBLIC_PEM", PublicKeys.pem(one.getPublic()));
        VALUES.put("$TWO", base64(two.getPrivate().getEncoded()));
        VALUES.put("$TWO_WITH_ID", "Key-Pair-Id: K9\n" + NewKey.pem(two.getPrivate()));
        VALUES.put("$RSA", base64(NewKey.rsaPair().getPrivate().getEncoded()));
        VALUES.put("$FILE", Files.writeString(directory.resolve("two.pem"), NewKey.pem(two.getPrivate())).toString());
        VALUES.put("$OTHER_FILE", Files.write(directory.resolve("one.der"), one.getPublic().getEncoded()).toString());
        VALUES.put("$DISTRIBUTION", directoryWithId("E2QWRUHAPOMQZL"));
        VALUES.put("$DIRECTORY", directoryWithId("K2NEXT"));
        VALUES.put("$LABEL", "a".repeat(64));
    }

    private static String directoryWithId(String id) throws IOException {
        Path created = Files.createDirectory(directory.resolve(id));
        Files.writeString(created.resolve("private-key.pem"), NewKey.pem(two.getPrivate()));
        Files.writeString(created.resolve("key-pair-id"), id);
        return created.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Map<String, SignerSettings> start(String row) {
        Map<String, String> properties = new HashMap<>();
        properties.put("url", "https://media.example.com");
        properties.put("key-pair-id", "K2JCJMDEHXQW5F");
        properties.put("private-key", VALUES.get("$ONE"));
        properties.put("module.aws", "present");
        for (String property : row.split(" && ")) {
            String name = property.substring(0, property.indexOf('='));
            String value = property.substring(name.length() + 1);
            for (Map.Entry<String, String> variable : VALUES.entrySet()) {
                value = value.replace(variable.getKey(), variable.getValue());
            }
            properties.put(name, value);
        }
        properties.values().removeIf(String::isEmpty);
        Map<String, String> environment = taken(properties, "env.");
        ApplicationKeys keys = new Keys(taken(properties, "bean."), properties.remove("module.aws") != null);
        Map<String, String> configured = new HashMap<>();
        properties.forEach((name, value) -> configured.put("quarkus.cloudfront-signer." + name, value));
        return TestConfiguration.read(TestConfiguration.of(configured, environment), keys,
                InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")));
    }

    private static Map<String, String> taken(Map<String, String> properties, String prefix) {
        Map<String, String> taken = new HashMap<>();
        for (String name : List.copyOf(properties.keySet())) {
            if (name.startsWith(prefix)) {
                taken.put(name.substring(prefix.length()), properties.remove(name));
            }
        }
        return taken;
    }

    /** What the application says when it does not start, with the variables of the row. */
    private static String problems(String row) {
        if (row.startsWith("#")) {
            return "\n" + row;
        }
        Throwable refusal = catchThrowable(() -> start(row));
        assertThat(refusal).as(row).isInstanceOf(ConfigurationException.class).hasMessageStartingWith(START);
        String message = refusal.getMessage().substring(START.length());
        for (String file : List.of("$FILE", "$OTHER_FILE", "$DISTRIBUTION", "$DIRECTORY")) {
            message = message.replace(VALUES.get(file), file);
        }
        return "\n" + row + message;
    }

    @Test
    void configurationsThatCannotWork_doNotStart() {
        assertApproved(getClass(), REFUSED.lines().map(ConfigurationRowsTest::problems).collect(joining("\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            url=https://d111111abcdef8.cloudfront.net
            url= https://MEDIA.Example.com/
            url=https://media.example.com:8443
            url=https://xn--bcher-kva.example
            url=https://1.media.example.com
            url=https://a--b.media.example.com
            url=http://localhost:8080
            url=https://127.0.0.1:8443
            url=https://[::1]:8443
            url=http://192.168.1.10:8080
            url=http://[fd00::1]:8080
            url=http://edge:8080
            url=http://host.docker.internal:8080
            url=https://amazonaws.com.example.com
            url=https://{claim.tenant}.media.example.com
            url=https://{claim.tenant}.media.example.com:8443/
            url=http://{principal}.localhost:8081
            allowed-hosts=d111111abcdef8.cloudfront.net,Old.example.com:8443,127.0.0.1:8080
            url=http://media.example.com && allowed-hosts=a.example.com:443
            text-origins=https://www.example.com/,http://localhost:8080,https://bucket.s3.amazonaws.com,http://[::1]:8080
            url=http://{claim.tenant}.localhost:8081 && text-origins=https://{claim.tenant}.media.example.com,https://a.example.com
            cookies.domain=example.com
            cookies.domain=.example.com
            cookies.domain=Example.COM
            cookies.domain=media.example.com
            url=https://media.example.co.uk && cookies.domain=example.co.uk
            url=https://media.mycloudfront.net && cookies.domain=mycloudfront.net
            url=https://{claim.tenant}.media.example.com && cookies.domain=media.example.com
            url=http://localhost:8080 && cookies.domain=localhost
            url=https://d111111abcdef8.cloudfront.net && allowed-hosts=media.example.com && cookies.domain=example.com && cookies.resource=https://media.example.com/*
            cookies.domain=media.example.com && cookies.resource=*://*.example.com/videos/*
            cookies.path=/videos/7/ && cookies.resource=/videos/*
            cookies.path=/videos && cookies.resource=/videos/*
            cookies.path=/videos && cookies.resource=/videos
            cookies.path=/ && cookies.resource=/users/{principal}/*
            cookies.path=/tenants/acme/ && cookies.resource=/tenants/{claim.tenant}/*
            cookies.path=/videos/ && cookies.resource=/vid*
            url=http://localhost:8080 && cookies.resource=/videos/*
            url=http://media.example.com && cookies.resource=/videos/* && cookies.secure=false
            url=http://media.example.com
            key-pair-id=APKAEIBAERJR2EXAMPLE
            crypto-provider=jdk
            key-pair-id=E1
            media.url=https://a.example.com && media.key-pair-id=K2JCJMDEHXQW5F && media.private-key=$ONE
            media.url=https://a.example.com && media.key-pair-id=KOTHERACCOUNT && media.private-key=$ONE
            keys."K3".private-key=$TWO && keys."K3".active-from=2026-12-01T00:00:00Z && media.url=https://a.example.com && media.key-pair-id=K3 && media.private-key-location=$FILE
            private-key=$RSA && media.url=https://a.example.com && bean.media=K2JCJMDEHXQW5F
            private-key=$RSA && keys."K3".private-key=$ONE && keys."K3".active-from=2026-12-01T00:00:00Z
            reload-period=1m && private-key= && private-key-location=$FILE
            reload-period=1m && private-key= && key-pair-id= && private-key-location=$DIRECTORY
            reload-period=1m && keys."K3".private-key-location=$FILE && keys."K3".active-from=2026-12-01T00:00:00Z
            """)
    void configurationThatCanWork_starts(String row) {
        assertThat(start(row)).isNotEmpty();
    }

    private static final class Keys extends TestApplicationKeys {

        private final Map<String, String> beans;
        private final boolean kms;

        /**
         * @param beans the IDs of the keys, by signer. They are RSA keys, whose public keys are not known
         */
        private Keys(Map<String, String> beans, boolean kms) {
            this.beans = beans;
            this.kms = kms;
        }

        @Override
        public List<SigningKey> remoteKeys(String signer) {
            return Stream.ofNullable(beans.get(signer.equals(SignerName.DEFAULT) ? "default" : signer))
                    .flatMap(ids -> Stream.of(ids.split(","))).<SigningKey> map(TestKey::of).toList();
        }

        @Override
        public Optional<AwsKms> awsKms() {
            return kms ? Optional.of(Keys::open) : Optional.empty();
        }

        private static AwsKms.Key open(String keyPairId, String key) throws UnusableKeyException {
            if (key.equals("alias/elsewhere")) {
                throw new UnusableKeyException("names a KMS key that cannot be used");
            }
            return new KmsKey(keyPairId, two.getPublic());
        }

        @Override
        public Optional<CredentialsProvider> credentialsProvider(Optional<String> beanName) {
            return beanName.filter("failing"::equals).map(name -> new CredentialsProvider() {
            });
        }
    }
}

package io.quarkiverse.cloudfront.signer.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.TestApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.TestKey;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * What must hold between the URL, the hosts, the cookies, and the keys of all signers: configurations whose signatures
 * CloudFront would refuse, or whose cookies browsers would not send to it, and others that look like them and work. Each row
 * changes the configuration of a signer that works. The properties are separated by {@code &&}.
 */
class ConfigurationRowsTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final String LABEL = "a".repeat(64);

    private static final Map<String, String> VALUES = new HashMap<>();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeKeys() throws IOException {
        KeyPair one = NewKey.p256Pair();
        KeyPair two = NewKey.p256Pair();
        VALUES.put("$ONE", base64(one.getPrivate().getEncoded()));
        VALUES.put("$PUBLIC_ONE", base64(one.getPublic().getEncoded()));
        VALUES.put("$TWO", base64(two.getPrivate().getEncoded()));
        VALUES.put("$RSA", base64(NewKey.rsaPair().getPrivate().getEncoded()));
        VALUES.put("$FILE", Files.writeString(directory.resolve("two.pem"), NewKey.pem(two.getPrivate())).toString());
        VALUES.put("$OTHER_FILE", Files.write(directory.resolve("one.der"), one.getPublic().getEncoded()).toString());
        VALUES.put("$DISTRIBUTION", directoryWithId("E2QWRUHAPOMQZL", two));
        VALUES.put("$DIRECTORY", directoryWithId("K2NEXT", two));
        VALUES.put("$LABEL", LABEL);
    }

    private static String directoryWithId(String id, KeyPair pair) throws IOException {
        Path created = Files.createDirectory(directory.resolve(id));
        Files.writeString(created.resolve("private-key.pem"), NewKey.pem(pair.getPrivate()));
        Files.writeString(created.resolve("key-pair-id"), id);
        return created.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Map<String, SignerSettings> start(String row) {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "url", "https://media.example.com");
        properties.put(PREFIX + "key-pair-id", "K2JCJMDEHXQW5F");
        properties.put(PREFIX + "private-key", VALUES.get("$ONE"));
        Map<String, SigningKey> beans = new HashMap<>();
        for (String property : row.split(" && ")) {
            String name = property.substring(0, property.indexOf('='));
            String value = property.substring(name.length() + 1);
            for (Map.Entry<String, String> variable : VALUES.entrySet()) {
                value = value.replace(variable.getKey(), variable.getValue());
            }
            if (name.startsWith("bean.")) {
                // an RSA key, whose public key is not known
                beans.put(name.substring("bean.".length()), TestKey.of(value));
            } else if (value.isEmpty()) {
                properties.remove(PREFIX + name);
            } else {
                properties.put(PREFIX + name, value);
            }
        }
        return TestConfiguration.read(TestConfiguration.of(properties), new TestApplicationKeys() {

            @Override
            public List<SigningKey> remoteKeys(String signer) {
                return beans.containsKey(signer) ? List.of(beans.get(signer)) : List.of();
            }
        }, InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the URL
            url=media.example.com | url must begin with https:// or http://
            url=ftp://media.example.com | url must begin with https:// or http://
            url=https:// | url must consist of a scheme and a host
            url=https://user@media.example.com | url must consist of a scheme and a host
            url=https://*.example.com | url must consist of a scheme and a host
            url=https://media_1.example.com | url must consist of a scheme and a host
            url=https://bücher.example.com | url must consist of a scheme and a host, such as https://media.example.com. Use punycode
            url=https://media.example.com/videos | url must be a scheme and a host without a path
            url=https://media.example.com?a | url must be a scheme and a host without a path
            url=https://media.example.com#a | url must be a scheme and a host without a path
            url=https://media.example.com:443 | url contains the default port of the scheme, which browsers leave out
            url=http://media.example.com:80 | url contains the default port of the scheme
            url=https://media.example.com:0 | url has an invalid port. Use a number from 1 to 65535, without leading zeros
            url=https://media.example.com:65536 | url has an invalid port
            url=https://media.example.com:08443 | url has an invalid port
            url=https://media..example.com | url has a host that is not a DNS name: a name consists of labels such as media
            url=https://-media.example.com | url has a host that is not a DNS name
            url=https://media-.example.com | url has a host that is not a DNS name
            url=https://-a-.example.com | url has a host that is not a DNS name
            url=https://.example.com | url has a host that is not a DNS name
            url=https://media.example.com. | url has a host that is not a DNS name
            url=https://$LABEL.example.com | url has a host that is not a DNS name
            url=https://media.123 | url has a host that is not a DNS name
            url=https://256.1.1.1 | url has a host that is not a DNS name
            url=https://1.2.3 | url has a host that is not a DNS name
            url=https://[::1::2] | url
            url=https://93.184.216.34 | url has a public IP address, at which distributions do not answer. Use the domain name
            url=https://[2606:2800:220:1::1] | url has a public IP address
            url=https://pictures.s3.amazonaws.com | url has the host of an AWS service, such as that of a bucket, which does not know CloudFront's signatures. Use the host of the distribution
            url=https://s3.eu-central-1.amazonaws.com | url has the host of an AWS service
            url=https://pictures.s3-website-us-east-1.amazonaws.com | url has the host of an AWS service
            url=https://pictures.s3.cn-north-1.amazonaws.com.cn | url has the host of an AWS service
            url=https://Pictures.S3.AmazonAWS.com | url has the host of an AWS service
            # tenants
            url=https://{id}.media.example.com | url has an unknown placeholder
            url=https://media.{claim.tenant}.example.com | url must have at most one placeholder
            url=https://{claim.tenant}.com | url must have a domain of your own after the placeholder
            url=https://{claim.tenant}.cloudfront.net | url must have a domain of your own after the placeholder
            url=https://{claim.tenant}.media..example.com | url has a host that is not a DNS name
            url=https://{claim.tenant}.pictures.s3.amazonaws.com | url has the host of an AWS service
            url=https://{claim.tenant}.media.example.com:443 | url contains the default port of the scheme
            url=https://{claim.tenant}.media.example.com && allowed-hosts=a.example.com | url has a domain for each tenant
            # further hosts
            allowed-hosts=https://a.example.com | allowed-hosts must be host names such as media.example.com
            allowed-hosts=*.example.com | allowed-hosts must be host names
            allowed-hosts=a.example.com/videos | allowed-hosts must be host names
            allowed-hosts=a_b.example.com | allowed-hosts must be host names
            allowed-hosts=a.example.com:443 | allowed-hosts contains the default port of the scheme
            allowed-hosts=b.example.com,a.example.com:443 | allowed-hosts contains the default port of the scheme
            url=http://media.example.com && allowed-hosts=a.example.com:80 | allowed-hosts contains the default port of the scheme
            allowed-hosts=a.example.com:0 | allowed-hosts has an invalid port
            allowed-hosts=a..example.com | allowed-hosts has a host that is not a DNS name
            allowed-hosts=-a-.example.com | allowed-hosts has a host that is not a DNS name
            allowed-hosts=93.184.216.34 | allowed-hosts has a public IP address
            allowed-hosts=pictures.s3.amazonaws.com | allowed-hosts has the host of an AWS service
            # origins in texts
            text-origins=www.example.com | text-origins must be schemes and hosts without a path, such as https://media.example.com
            text-origins=https://a.example.com,https://s3.amazonaws.com/bucket | text-origins must be schemes and hosts
            text-origins=https://me@www.example.com | text-origins must be schemes and hosts
            text-origins=ftp://www.example.com | text-origins must be schemes and hosts
            text-origins=https://{claim.tenant}.example.com | text-origins must be schemes and hosts
            url=https://{claim.tenant}.media.example.com && text-origins=https://{claim.x}.example.com | text-origins must be
            # the cookies' domain
            cookies.domain=xample.com | cookies.domain does not contain the host of url, so browsers would not send the cookies to the distribution. Set it
            cookies.domain=com | cookies.domain does not contain the host of url
            cookies.domain=.com | cookies.domain does not contain the host of url
            cookies.domain=a.media.example.com | cookies.domain does not contain the host of url
            cookies.domain=edia.example.com | cookies.domain does not contain the host of url
            cookies.domain=1.2.3.4 | cookies.domain must be a domain name
            cookies.domain=example.com; Path=/ | cookies.domain must be a domain name
            cookies.domain=example..com | cookies.domain must be a domain name
            cookies.domain=example.com. | cookies.domain must be a domain name
            cookies.domain=media_.example.com | cookies.domain must be a domain name
            url=https://d111111abcdef8.cloudfront.net && cookies.domain=cloudfront.net | cookies.domain is cloudfront.net
            url=https://d111111abcdef8.cloudfront.net && cookies.domain=d111111abcdef8.cloudfront.net | cookies.domain is cloudfront.net
            url=https://{claim.tenant}.media.example.com && cookies.domain=acme.media.example.com | cookies.domain does not contain the host of url
            url=https://{claim.tenant}.media.example.com && cookies.domain=example.org | cookies.domain does not contain the host of url
            url=http://localhost:8080 && cookies.domain=example.com | cookies.domain does not contain the host of url
            url=http://acme.localhost:8080 && cookies.domain=localhost | cookies.domain does not contain the host of url
            url=https://127.0.0.1:8443 && cookies.domain=127.0.0.1 | cookies.domain must be a domain name
            url= && cookies.domain=example.com; Path=/ | cookies.domain must be a domain name
            # the cookies' resource
            cookies.resource=videos/* | cookies.resource must be a path under url
            cookies.resource=https://other.example.org/* | cookies.resource cannot be used: Cannot sign "https://other.example.org/*": its host is not one of
            cookies.resource=http://media.example.com/* | cookies.resource cannot be used
            cookies.resource=*://*.com/* | cookies.resource cannot be used
            cookies.resource=/a/../b/* | cookies.resource cannot be used
            cookies.resource=/a/{id | cookies.resource cannot be used: the { at index 3 is not closed
            cookies.resource=/a/{id}* | cookies.resource cannot be used
            cookies.domain=example.org && allowed-hosts=a.example.org && cookies.resource=/videos/* | cookies.resource cannot be used: Cannot sign "https://media.example.com/videos/*": browsers would not send its cookies, because cookies.domain does not contain its host. Use a resource below this domain
            cookies.domain=example.com && allowed-hosts=a.example.org && cookies.resource=https://a.example.org/* | because cookies.domain does not contain its host
            url=http://media.example.com && cookies.resource=/videos/* | because it begins with http://, but cookies.secure is true. Set url to an https:// URL
            url=http://192.168.1.10:8080 && cookies.resource=/videos/* | because it begins with http://, but cookies.secure is true
            # the cookies' path
            cookies.path=images | cookies.path must begin with /
            cookies.path=/images/* | cookies.path must begin with / and must not contain a wildcard
            cookies.path=/;Domain=evil.example | cookies.path must begin with /
            cookies.path=/videos/ && cookies.resource=/images/* | because cookies.path excludes all its paths. Set cookies.path to a directory of the resource, or remove it
            cookies.path=/vid && cookies.resource=/videos/* | because cookies.path excludes all its paths
            cookies.path=/videos/7/ && cookies.resource=/videos/7 | because cookies.path excludes all its paths
            cookies.path=/tenants/acme/ && cookies.resource=/users/{principal}/* | because cookies.path excludes all its paths
            cookies.path=/images/ && cookies.resource=https://media.example.com/videos/* | because cookies.path excludes all its paths
            cookies.same-site=none && cookies.secure=false | cookies.secure must be true
            # the key pair ID
            key-pair-id=not-an-id | key-pair-id must be letters and digits
            key-pair-id=11111111-2222-3333-4444-555555555555 | key-pair-id must be letters and digits
            key-pair-id=k2jcjmdehxqw5f | key-pair-id has lower-case letters, which the IDs of public keys do not have. Copy the ID from CloudFront
            key-pair-id=K2jcjmdehxqw5f | key-pair-id has lower-case letters
            key-pair-id=E2QWRUHAPOMQZL | key-pair-id is the ID of a distribution. Use the ID that CloudFront gave the public key
            key-pair-id=AKIAIOSFODNN7EXAMPLE | key-pair-id is the ID of an access key. Use the ID that CloudFront gave the public key
            key-pair-id=ASIAIOSFODNN7EXAMPLE | key-pair-id is the ID of an access key
            key-pair-id= && private-key= && private-key-location=$DISTRIBUTION | has an invalid key pair ID next to the key. The ID is the ID of a distribution
            keys."E2QWRUHAPOMQZL".private-key=$TWO && keys."E2QWRUHAPOMQZL".active-from=2026-12-01T00:00:00Z | keys."E2QWRUHAPOMQZL".* does not name a key pair. The key pair ID in the quotes is the ID of a distribution
            keys."Knext".private-key=$TWO && keys."Knext".active-from=2026-12-01T00:00:00Z | keys."Knext".* does not name a key pair. The key pair ID in the quotes has lower-case letters
            media.url=https://a.example.com && bean.media=E2QWRUHAPOMQZL | , whose keyPairId() is the ID of a distribution
            # an ID names one key
            keys."K2JCJMDEHXQW5F".private-key=$TWO && keys."K2JCJMDEHXQW5F".active-from=2026-12-01T00:00:00Z | keys."K2JCJMDEHXQW5F".* is for the key pair with which the signer starts
            keys."K3".private-key=$ONE && keys."K3".active-from=2026-12-01T00:00:00Z | keys."K3".private-key contains the same key as quarkus.cloudfront-signer.private-key with a different key pair ID K3, but CloudFront gives each public key one ID. Correct the ID of one of them
            keys."K3".private-key=$TWO && keys."K3".active-from=2026-12-01T00:00:00Z && keys."K4".private-key-location=$FILE && keys."K4".active-from=2027-12-01T00:00:00Z | keys."K4".private-key-location contains the same key as quarkus.cloudfront-signer.keys."K3".private-key with a different key pair ID K4
            media.url=https://a.example.com && media.key-pair-id=K2JCJMDEHXQW5F && media.private-key=$TWO | "media".private-key contains a different key with the same key pair ID K2JCJMDEHXQW5F as quarkus.cloudfront-signer.private-key, but CloudFront gives each public key its own ID. Correct the key of one of them
            media.url=https://a.example.com && media.key-pair-id=K2JCJMDEHXQW5F && media.private-key=$RSA | "media".private-key contains a different key with the same key pair ID K2JCJMDEHXQW5F
            media.url=https://a.example.com && media.key-pair-id=K2 && media.private-key=$RSA && media.keys."K2JCJMDEHXQW5F".private-key=$TWO && media.keys."K2JCJMDEHXQW5F".active-from=2026-12-01T00:00:00Z | "media".keys."K2JCJMDEHXQW5F".private-key contains a different key with the same key pair ID
            keys."K3".private-key=$RSA && keys."K3".active-from=2026-12-01T00:00:00Z && media.url=https://a.example.com && media.private-key-location=$FILE && media.key-pair-id=K3 | "media".private-key-location contains a different key with the same key pair ID K3 as quarkus.cloudfront-signer.keys."K3".private-key
            media.url=https://a.example.com && bean.media=K2JCJMDEHXQW5F | The signer "media" has a SigningKey bean (io.quarkiverse.cloudfront.signer.runtime.TestKey), which contains a different key with the same key pair ID K2JCJMDEHXQW5F as quarkus.cloudfront-signer.private-key
            # keys that cannot sign, or be read again
            private-key=$PUBLIC_ONE | private-key is a public key
            hash-algorithm=SHA1 | private-key is an EC key, and SHA-1 is only supported for RSA keys
            private-key=$TWO && public-key-location=$OTHER_FILE | public-key-location is not the public key of private-key
            reload-period=1m | reload-period is set, but none of the signer's keys can be read again. Set private-key-location to a file or directory, or credentials-provider, or remove reload-period
            reload-period=0s && private-key= && private-key-location=$FILE | reload-period is PT0S; it must be at least one second
            media.url=https://a.example.com && bean.media=K2 && media.reload-period=1m | "media".reload-period is set, but none
            """)
    void configurationThatCannotWork_doesNotStart(String row, String message) {
        assertThatThrownBy(() -> start(row)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The CloudFront signers cannot start:\n - ").hasMessageContaining(message);
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
}

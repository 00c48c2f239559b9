package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontResponse;
import software.amazon.awssdk.services.cloudfront.model.InvalidIfMatchVersionException;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupSummary;
import software.amazon.awssdk.services.cloudfront.model.NoSuchPublicKeyException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchResourceException;
import software.amazon.awssdk.services.cloudfront.model.PreconditionFailedException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyInUseException;
import software.amazon.awssdk.services.cloudfront.model.TooManyPublicKeysException;

/**
 * Sends requests to CloudFront, and translates failures. Lists are read completely.
 */
final class CloudFrontKeys {

    /** The maximum number of pages of a list. An account has far fewer key groups, keys, and distributions. */
    private static final int MOST_PAGES = 100;

    private final CloudFrontClient client;
    private Instant now = Instant.EPOCH;

    CloudFrontKeys(CloudFrontClient client) {
        this.client = client;
    }

    /** The time of CloudFront's last response, which is used because the clock of this machine can be wrong. */
    Instant now() {
        return now;
    }

    KeyGroup keyGroup(String id) {
        return call("GetKeyGroup", () -> {
            try {
                return client.getKeyGroup(request -> request.id(id));
            } catch (NoSuchResourceException e) {
                throw RotationException.unknown("The account has no key group " + id
                        + ". To list the key groups, run aws cloudfront list-key-groups", e);
            }
        }, KeyGroup::of);
    }

    /** @return empty if the key group has changed since it was read */
    Optional<KeyGroup> update(KeyGroup group, List<String> keyPairIds) {
        try {
            return Optional.of(call("UpdateKeyGroup", () -> client.updateKeyGroup(request -> request.id(group.id())
                    .ifMatch(group.version()).keyGroupConfig(group.config().toBuilder().items(keyPairIds).build())),
                    KeyGroup::of));
        } catch (PreconditionFailedException | InvalidIfMatchVersionException e) {
            return Optional.empty();
        }
    }

    /** All public keys in CloudFront that are uploads of the given key. */
    List<UploadedKey> find(PublicKey key) {
        return pages(marker -> call("ListPublicKeys", () -> client.listPublicKeys(request -> request.marker(marker)),
                answer -> new Page<>(answer.publicKeyList().items().stream()
                        .filter(uploaded -> UploadedKey.isKey(uploaded, key)).map(UploadedKey::of).toList(),
                        answer.publicKeyList().nextMarker())));
    }

    /** @return empty if there already is a public key with the same name or caller reference */
    Optional<UploadedKey> create(PublicKeyConfig config) {
        try {
            return Optional.of(call("CreatePublicKey",
                    () -> client.createPublicKey(request -> request.publicKeyConfig(config)),
                    created -> new UploadedKey(created.publicKey().id(), created.publicKey().createdTime(),
                            Objects.requireNonNullElse(config.comment(), ""))));
        } catch (PublicKeyAlreadyExistsException e) {
            return Optional.empty();
        }
    }

    /** @return the version of a public key; null if there is no such key */
    @Nullable
    String version(String keyPairId) {
        try {
            return call("GetPublicKey", () -> client.getPublicKey(request -> request.id(keyPairId)),
                    answer -> Objects.requireNonNull(answer.eTag()));
        } catch (NoSuchPublicKeyException e) {
            return null;
        }
    }

    /** @return false if a key group contains the key, or if the key has changed since its version was read */
    boolean delete(String keyPairId, String version) {
        try {
            call("DeletePublicKey", () -> client.deletePublicKey(request -> request.id(keyPairId).ifMatch(version)),
                    answer -> answer);
            return true;
        } catch (NoSuchPublicKeyException e) {
            return true;
        } catch (PublicKeyInUseException | PreconditionFailedException | InvalidIfMatchVersionException e) {
            return false;
        }
    }

    List<String> keyGroupsWith(String keyPairId) {
        return pages(marker -> call("ListKeyGroups", () -> client.listKeyGroups(request -> request.marker(marker)),
                answer -> new Page<>(answer.keyGroupList().items().stream().map(KeyGroupSummary::keyGroup)
                        .filter(group -> group.keyGroupConfig().items().contains(keyPairId)).map(group -> group.id()).toList(),
                        answer.keyGroupList().nextMarker())));
    }

    List<String> distributionsOf(String keyGroupId) {
        return pages(marker -> call("ListDistributionsByKeyGroup",
                () -> client.listDistributionsByKeyGroup(request -> request.keyGroupId(keyGroupId).marker(marker)),
                answer -> new Page<>(answer.distributionIdList().items(),
                        Boolean.TRUE.equals(answer.distributionIdList().isTruncated())
                                ? answer.distributionIdList().nextMarker()
                                : null)));
    }

    /** A page of a list. */
    private record Page<T>(List<T> items, @Nullable String nextMarker) {
    }

    private static <T> List<T> pages(Function<@Nullable String, Page<T>> read) {
        List<T> items = new ArrayList<>();
        String marker = null;
        int pages = 0;
        do {
            if (pages++ == MOST_PAGES) {
                throw RotationException.unknown("A CloudFront list has more than " + MOST_PAGES + " pages");
            }
            Page<T> page = read.apply(marker);
            items.addAll(page.items());
            marker = page.nextMarker();
        } while (marker != null);
        return items;
    }

    DeployedKeys deployedKeys(String distributionId, String keyGroupId) {
        return call("GetDistribution", () -> client.getDistribution(request -> request.id(distributionId)),
                answer -> DeployedKeys.of(answer.distribution(), keyGroupId));
    }

    /**
     * Sends a request and reads the response. Because the response can be incomplete, or be the login page of a network, all of
     * its fields must be read here.
     */
    private <R extends CloudFrontResponse, T> T call(String operation, Supplier<R> request, Function<R, T> reading) {
        R response = send(operation, request);
        try {
            readTime(response);
            return reading.apply(response);
        } catch (RuntimeException e) {
            throw malformed(operation, e);
        }
    }

    private static RotationException malformed(String operation, RuntimeException cause) {
        return RotationException.unknown("The answer to " + operation + " is incomplete or malformed. Check whether a proxy "
                + "or the login page of a network answers instead of CloudFront, and run the same command again", cause);
    }

    /** Sends a request, and describes why it failed. Messages of the SDK do not contain credentials. */
    private <R extends CloudFrontResponse> R send(String operation, Supplier<R> request) {
        try {
            return request.get();
        } catch (PreconditionFailedException | InvalidIfMatchVersionException | PublicKeyAlreadyExistsException
                | PublicKeyInUseException | NoSuchPublicKeyException e) {
            throw e;
        } catch (AwsServiceException e) {
            throw RotationException
                    .unknown("CloudFront refused %s with %s. %s".formatted(operation, describe(e), remedy(operation, e)), e);
        } catch (SdkException e) {
            if (String.valueOf(e.getMessage()).startsWith("Unable to unmarshall response")) {
                throw malformed(operation, e);
            }
            String host = client.serviceClientConfiguration().endpointOverride().map(URI::getAuthority).orElse("CloudFront");
            throw RotationException.unknown("%s failed before %s answered (%s). Check the credentials and the network, and run "
                    .formatted(operation, host, e.getMessage()) + "the same command again", e);
        }
    }

    private static String remedy(String operation, AwsServiceException e) {
        if (e instanceof TooManyPublicKeysException) {
            return "The account has reached its quota of public keys, which is 10 unless AWS has raised it. List them with aws "
                    + "cloudfront list-public-keys, delete those that no key group needs with aws cloudfront "
                    + "delete-public-key, or ask AWS for a higher quota. Then run the same command again";
        }
        return e.statusCode() == 403 ? "Check the credentials, which need the permission cloudfront:" + operation
                : "Run the same command again when the problem is resolved";
    }

    /**
     * Describes an error response. If the response does not come from CloudFront itself, it perhaps does not have a code or a
     * message.
     */
    private static String describe(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return "status " + e.statusCode() + (details == null || details.errorCode() == null ? ""
                : ": " + details.errorCode() + " (" + Objects.requireNonNullElse(details.errorMessage(), "no message") + ")");
    }

    private void readTime(CloudFrontResponse response) {
        now = DateTimeFormatter.RFC_1123_DATE_TIME
                .parse(response.sdkHttpResponse().firstMatchingHeader("Date").orElseThrow(), Instant::from);
    }
}

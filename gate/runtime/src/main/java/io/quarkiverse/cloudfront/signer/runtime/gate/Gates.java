package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;

/**
 * The gates of the application, prepared at start-up. No two gates cover the same file.
 */
@Singleton
public class Gates {

    private final Signers signers;
    private final Users users;
    private volatile List<Gate> gates = List.of();

    Gates(Signers signers, Users users) {
        this.signers = signers;
        this.users = users;
    }

    /**
     * @throws io.quarkus.runtime.configuration.ConfigurationException if the signer of a gate cannot be used; the message lists
     *         all such gates
     */
    void prepare(List<GateInfo> infos) {
        ConfigurationProblems problems = new ConfigurationProblems();
        List<Gate> prepared = new ArrayList<>();
        for (GateInfo info : infos) {
            ConfiguredSigner signer = signers.find(info.signer());
            if (signer == null) {
                problems.add(info.description(), "needs a signer. " + signers.missing(info.signer()));
                continue;
            }
            PolicyTemplate template = PolicyTemplate.parse(info.resource());
            try {
                signer.requireSettable(template);
            } catch (CloudFrontSignerException e) {
                problems.add(info.description(), "cannot be signed: " + e.getMessage());
            }
            info.expiresIn().ifPresent(lifetime -> signer.grantsFor(lifetime, info.description()));
            prepared.add(
                    new Gate(info, GrantTerms.of(info.description(), signer, template, info.expiresIn().orElse(null), users)
                            .forCookies()));
        }
        problems.throwIfAny();
        gates = List.copyOf(prepared);
    }

    List<Gate> all() {
        return gates;
    }

    ActionPaths pages() {
        return ActionPaths.of(gates.stream().map(gate -> gate.info().path()).distinct().toList());
    }

    /**
     * The gates whose pages are at this path.
     */
    List<Gate> at(String path) {
        return gates.stream().filter(gate -> gate.info().path().equals(path)).toList();
    }
}

package io.quarkiverse.cloudfront.signer.runtime.member;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfiguredLifetime;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signer.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;

/**
 * The classes that have fields with {@code @SignedResource}, prepared at start-up. Applications without such classes do not
 * have this bean.
 */
@Singleton
public class MemberRegistry {

    private final Signers signers;
    private final Config config;
    private final Map<Class<?>, Boolean> haveMembers = new ConcurrentHashMap<>();
    private volatile List<MemberRule> rules = List.of();
    private volatile Set<String> classes = Set.of();
    private volatile SignedObjectSearch search = new SignedObjectSearch(new SignedObjectClasses(Set.of(), type -> false));
    private volatile SignedAccessors accessors = new SignedAccessors(Set.of());
    private volatile int groups;
    private volatile boolean quiet;

    public MemberRegistry(Signers signers, Config config) {
        this.signers = signers;
        this.config = config;
    }

    /**
     * @param members the fields, in the order of the indexes that the serializers use
     * @param classes the names of the classes that have signed fields, or hold objects that do
     * @throws io.quarkus.runtime.configuration.ConfigurationException that lists every field with an invalid configuration
     */
    public void prepare(List<SignedMember> members, Set<String> classes) {
        ConfigurationProblems problems = new ConfigurationProblems();
        Map<String, Integer> groupNumbers = new TreeMap<>();
        List<MemberRule> prepared = new ArrayList<>();
        for (SignedMember member : members) {
            String elements = String.join("\n", member.signer(), member.resource(), member.expiresIn(),
                    Boolean.toString(member.bindToIp()), Boolean.toString(member.staticPlaylist()));
            groupNumbers.putIfAbsent(elements, groupNumbers.size());
            prepared.add(rule(member, groupNumbers.get(elements), problems));
        }
        problems.throwIfAny();
        this.rules = List.copyOf(prepared);
        this.groups = groupNumbers.size();
        this.quiet = sayNothing(prepared);
        this.classes = Set.copyOf(classes);
        this.search = new SignedObjectSearch(new SignedObjectClasses(owners(members), this::isOne));
        this.accessors = SignedAccessors.of(members);
    }

    private static Set<String> owners(List<SignedMember> members) {
        Set<String> owners = new HashSet<>();
        for (SignedMember member : members) {
            owners.add(member.owner());
        }
        return owners;
    }

    private static boolean sayNothing(List<MemberRule> rules) {
        for (MemberRule rule : rules) {
            if (!rule.saysNothing()) {
                return false;
            }
        }
        return true;
    }

    private MemberRule rule(SignedMember member, int group, ConfigurationProblems problems) {
        Duration lifetime = ConfiguredLifetime.of(member.description(), member.expiresIn(), config, problems).orElse(null);
        PolicyTemplate template = member.resource().isEmpty() ? null : PolicyTemplate.parse(member.resource());
        ConfiguredSigner signer = member.signer().isEmpty() ? null : signers.find(member.signer());
        if (signer == null && !member.signer().isEmpty()) {
            problems.add(member.description() + " needs a signer. " + signers.missing(member.signer()));
        } else if (signer != null && template != null) {
            try {
                signer.policy(template.example());
            } catch (CloudFrontSignerException e) {
                problems.add(member.description() + ": " + e.getMessage());
            }
        }
        if (lifetime != null) {
            announce(lifetime, signer);
        }
        return new MemberRule(member, group, signer, template, lifetime);
    }

    /**
     * @param signer null for the signer of the method that returns the field
     */
    private void announce(Duration lifetime, @Nullable ConfiguredSigner signer) {
        if (signer == null) {
            signers.grantFor(lifetime);
        } else {
            signer.grantsFor(lifetime);
        }
    }

    public List<MemberRule> rules() {
        return rules;
    }

    public int groups() {
        return groups;
    }

    /**
     * Whether all fields use the terms of the method.
     */
    public boolean leaveAllToMethods() {
        return quiet;
    }

    /**
     * Whether objects of this class are known to have signed fields, or to hold objects that do.
     */
    public boolean isOne(Class<?> type) {
        Boolean known = haveMembers.get(type);
        if (known == null) {
            known = find(type);
            haveMembers.put(type, known);
        }
        return known;
    }

    private boolean find(Class<?> type) {
        if (classes.contains(type.getName())) {
            return true;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (isOne(implemented)) {
                return true;
            }
        }
        return type.getSuperclass() != null && isOne(type.getSuperclass());
    }

    /**
     * A search for objects with signed fields in values that may be written without signing them.
     */
    public SignedObjectSearch search() {
        return search;
    }

    /**
     * The fields and methods with which signed fields are read.
     */
    public SignedAccessors accessors() {
        return accessors;
    }
}

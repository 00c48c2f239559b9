package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.Signers;
import io.quarkiverse.cloudfront.signer.runtime.config.Problems;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.viewer.ServedRequests;

/**
 * The data objects that have members with {@code @SignedResource}, prepared at start-up. There is no such bean in an
 * application without them.
 */
@Singleton
public class DataObjects {

    private final Signers signers;
    private final Config config;
    private final RestBridge rest;
    private final ServedRequests requests;
    private final ReturnValueRewriter urls = new ReturnValueRewriter(null);
    private final ThreadLocal<Writing> writing = new ThreadLocal<>();
    private final Map<Class<?>, Boolean> haveMembers = new ConcurrentHashMap<>();
    private volatile List<MemberRule> rules = List.of();
    private volatile Set<String> classes = Set.of();
    private volatile SignedObjectSearch search = new SignedObjectSearch(new SignedObjectClasses(Set.of(), type -> false));
    private volatile SignedAccessors accessors = new SignedAccessors(Set.of());
    private volatile int groups;
    private volatile boolean quiet;

    DataObjects(Signers signers, Config config, Instance<RestBridge> rest, ServedRequests requests) {
        this.signers = signers;
        this.requests = requests;
        this.config = config;
        this.rest = rest.isResolvable() ? rest.get() : null;
    }

    /**
     * @param members whose places in the list the serializers know
     * @param classes the names of those that have members, or that hold objects that do
     * @throws io.quarkus.runtime.configuration.ConfigurationException that lists every member that cannot work as configured
     */
    public void prepare(List<SignedMember> members, Set<String> classes) {
        Problems problems = new Problems();
        Map<String, Integer> groupNumbers = new TreeMap<>();
        List<MemberRule> prepared = new ArrayList<>();
        for (SignedMember member : members) {
            String elements = String.join("\n", member.signer(), member.resource(), member.expiresIn(),
                    Boolean.toString(member.bindToIp()));
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

    private MemberRule rule(SignedMember member, int group, Problems problems) {
        Duration life = ConfiguredLife.of(member.description(), member.expiresIn(), config, problems).orElse(null);
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
        if (life != null) {
            announce(life, signer);
        }
        return new MemberRule(member, group, signer, template, life);
    }

    /**
     * @param signer null where it is the one of whatever method returns the member
     */
    private void announce(Duration life, ConfiguredSigner signer) {
        if (signer == null) {
            signers.grantFor(life);
        } else {
            signer.grantsFor(life);
        }
    }

    List<MemberRule> rules() {
        return rules;
    }

    int groups() {
        return groups;
    }

    /**
     * Whether all members leave it to the method how they are signed.
     */
    boolean leaveAllToMethods() {
        return quiet;
    }

    /**
     * Whether objects of this class are known to have members, or to hold objects that do.
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
     * Finds objects with signed fields in values that are not known to be written through them.
     */
    public SignedObjectSearch search() {
        return search;
    }

    /**
     * The fields and methods that signed fields are read by.
     */
    public SignedAccessors accessors() {
        return accessors;
    }

    /**
     * What this thread writes for a client now, or null.
     */
    public Writing writing() {
        return writing.get();
    }

    /**
     * Has this thread write something else from now on.
     *
     * @return what it wrote before, to go back to
     */
    public Writing begin(Writing begun) {
        Writing before = writing.get();
        resume(begun);
        return before;
    }

    public void resume(Writing before) {
        if (before == null) {
            writing.remove();
        } else {
            writing.set(before);
        }
    }

    /**
     * What the members of the current request's response are signed with as it is written, or null.
     */
    public MemberSession session() {
        Writing now = writing.get();
        return now != null ? now.session() : rest == null ? null : rest.kept();
    }

    /**
     * What members are signed with that are written now, or null. Before there is a response, as in the steps of a {@code Uni}
     * that a method has returned, the application writes for itself: into a cache, where the URLs of one user are for nobody
     * else.
     */
    private MemberSession sessionNow() {
        return writing.get() != null || rest != null && rest.isResponding() ? session() : null;
    }

    /**
     * A member's value as it is written now: signed in a response, and as it is where the application writes for itself.
     *
     * @throws CloudFrontSignerException if it cannot be signed
     */
    public Object write(int member, Object value) {
        Writing now = writing.get();
        try {
            return write(rules.get(member), value, now);
        } catch (RuntimeException e) {
            if (now != null) {
                now.failed(e);
            }
            throw e;
        }
    }

    private Object write(MemberRule rule, Object value, Writing now) {
        MemberSession session = sessionNow();
        if (session != null) {
            Object signed = session.sign(rule, value);
            if (now != null) {
                now.signed(signed, urls);
            }
            return signed;
        }
        boolean message = now != null && now.isMessage();
        if (!message && (now != null || rest != null && rest.isResponding())) {
            throw new CloudFrontSignerException(rule.member().description()
                    + " is in a response that did not come from a REST method's return value, and is signed in no other; "
                    + "return the object from a method, or leave the member null in exception mappers, filters, "
                    + "AsyncResponse and SseEventSink");
        } else if (message || isForOtherLayer()) {
            throw OtherEndpoint.failure(rule.member().description());
        }
        return value;
    }

    /**
     * Whether the application writes for itself, so that fields are written as they are.
     */
    public boolean isOwnUse() {
        return writing.get() == null && (rest == null || !rest.isResponding()) && !isForOtherLayer();
    }

    /**
     * Whether an HTTP request is served that is not one of Quarkus REST, so that what is written may be its response.
     */
    private boolean isForOtherLayer() {
        return (rest == null || !rest.isServing()) && requests.isServing();
    }
}

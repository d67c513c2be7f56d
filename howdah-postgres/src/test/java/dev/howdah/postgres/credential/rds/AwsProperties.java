package dev.howdah.postgres.credential.rds;

import java.util.HashMap;
import java.util.Map;

/** The SDK's system properties, which stand for its environment variables, for one test. */
public final class AwsProperties implements AutoCloseable {
    private final Map<String, String> before = new HashMap<>();

    /** Nothing is known: no files, no variables of this machine's, nobody to ask. */
    public AwsProperties() {
        set("aws.sharedCredentialsFile", "/nowhere/credentials");
        set("aws.configFile", "/nowhere/config");
        set("aws.disableEc2Metadata", "true");
    }

    public AwsProperties set(String name, String value) {
        String old = System.setProperty(name, value);
        before.putIfAbsent(name, old == null ? "" : old);
        return this;
    }

    public AwsProperties credentials(String keyId, String key) {
        return set("aws.accessKeyId", keyId).set("aws.secretAccessKey", key);
    }

    @Override
    public void close() {
        before.forEach(
                (name, value) -> {
                    if (value.isEmpty()) {
                        System.clearProperty(name);
                    } else {
                        System.setProperty(name, value);
                    }
                });
    }
}

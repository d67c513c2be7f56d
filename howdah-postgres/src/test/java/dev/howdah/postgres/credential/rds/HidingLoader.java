package dev.howdah.postgres.credential.rds;

import dev.howdah.postgres.credential.CredentialProvider;

import java.io.IOException;
import java.io.InputStream;
import java.util.ServiceLoader;

/** A class path without the AWS SDK, on which the package of the provider is loaded anew. */
final class HidingLoader extends ClassLoader {
    private static final String ANEW = "dev.howdah.postgres.credential.rds.";

    HidingLoader() {
        super(HidingLoader.class.getClassLoader());
    }

    /** The provider as it is where the SDK is missing. */
    CredentialProvider rdsIam() {
        return ServiceLoader.load(CredentialProvider.class, this).stream()
                .filter(each -> each.type().getClassLoader() == this)
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals("rds_iam"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("software.amazon.")) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith(ANEW)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream bytes = getParent().getResourceAsStream(file)) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] all = bytes.readAllBytes();
            return defineClass(name, all, 0, all.length);
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }
}

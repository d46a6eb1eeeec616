package com.acme.shop;

import com.acme.media.UploadServlet;
import com.acme.shop.web.OrdersServlet;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The shop with a server of its own. */
public final class Shop implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    private Shop() {}

    /** Argument: the port. */
    public static void main(String[] args) throws LifecycleException {
        open(Integer.parseInt(args[0])).tomcat.getServer().await();
    }

    static Shop open(int port) throws LifecycleException {
        Shop shop = new Shop();
        shop.tomcat.setBaseDir(new File("tomcat").getAbsolutePath());
        shop.tomcat.setPort(port);
        Context context = shop.tomcat.addContext("", null);
        add(context, "orders", new OrdersServlet());
        add(context, "pictures", new UploadServlet());
        shop.tomcat.getConnector();
        shop.tomcat.start();
        return shop;
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static void add(Context context, String name, HttpServlet servlet) {
        Tomcat.addServlet(context, name, servlet).setLoadOnStartup(1);
        context.addServletMappingDecoded("/" + name, name);
    }
}

package com.acme.shop;

import com.acme.media.UploadServlet;
import com.acme.shop.web.OrdersServlet;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** The shop with a server of its own. */
public final class Shop {

    private Shop() {}

    /** Argument: the port. */
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(new File("tomcat").getAbsolutePath());
        tomcat.setPort(Integer.parseInt(args[0]));
        Context context = tomcat.addContext("", null);
        add(context, "orders", new OrdersServlet());
        add(context, "pictures", new UploadServlet());
        tomcat.getConnector();
        tomcat.start();
        tomcat.getServer().await();
    }

    private static void add(Context context, String name, HttpServlet servlet) {
        Tomcat.addServlet(context, name, servlet).setLoadOnStartup(1);
        context.addServletMappingDecoded("/" + name, name);
    }
}

package com.example.shop;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The shop's database as it should be used, and two that work only on a laptop. Pools connect at their first use. */
@Configuration
class Databases {

    /** Three connections: with three replicas and one more during a deploy that is 12 of the 30 that the database accepts. */
    @Bean
    @Primary
    DataSource shopDatabase(NextDoor nextDoor) {
        return pool(nextDoor.databaseUrl(), "shop", nextDoor.shopPassword(), 3);
    }

    /** The same database, as superuser. */
    @Bean
    DataSource administratorDatabase(NextDoor nextDoor) {
        return pool(nextDoor.databaseUrl(), "postgres", nextDoor.administratorPassword(), 1);
    }

    /** A database inside this process, gone with it. */
    @Bean
    DataSource inProcessDatabase() {
        String url = "jdbc:h2:mem:shop;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                + ";INIT=CREATE TABLE IF NOT EXISTS cart_item (customer int, product text)";
        return pool(url, "sa", "", 1);
    }

    private static HikariDataSource pool(String url, String user, String password, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(20_000);
        return pool;
    }
}

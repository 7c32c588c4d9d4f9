import type { Database } from '@acebuddy/storage';

export interface QueryPlans {
  /** The same store; build the adapter on it. */
  readonly database: Database;
  /** Every read that was planned without an index, or sorted without one; empty when all is well. */
  scans(): Promise<readonly string[]>;
  /** How many different reads (and, on SQLite, writes) were looked at. */
  looked(): number;
}

/** Listens to the statements that an adapter runs and asks the store how it plans them. */
export function watchPlans(database: Database): QueryPlans {
  return database.kind === 'mongo' ? watchMongo(database) : watchSqlite(database);
}

function watchSqlite(database: Extract<Database, { kind: 'sqlite' }>): QueryPlans {
  const { db } = database;
  const statements = new Set<string>();
  const watched = withMethod(db, 'prepare', (sql: string) => {
    statements.add(sql);
    return db.prepare(sql);
  });
  return {
    database: { ...database, db: watched },
    looked: () => statements.size,
    async scans() {
      return [...statements]
        .filter((sql) => /^\s*(SELECT|UPDATE|DELETE)/i.test(sql))
        .flatMap((sql) =>
          db
            .prepare(`EXPLAIN QUERY PLAN ${sql}`)
            .all()
            .map(({ detail }) => String(detail))
            .filter((detail) => /^SCAN|TEMP B-TREE/.test(detail))
            .map((detail) => `${detail}: ${sql}`),
        );
    },
  };
}

type Mongo = Extract<Database, { kind: 'mongo' }>;
interface Explainable {
  clone(): {
    explain(verbosity: 'queryPlanner'): Promise<{ readonly queryPlanner?: { readonly winningPlan?: unknown } }>;
  };
}

function watchMongo(database: Mongo): QueryPlans {
  const cursors: { readonly name: string; readonly cursor: Explainable }[] = [];
  const collection = (name: string) => {
    const real = database.db.collection(name);
    return withMethod(real, 'find', (...query: Parameters<typeof real.find>) => {
      const cursor = real.find(...query);
      cursors.push({ name: `${name} ${JSON.stringify(query[0])}`, cursor });
      return cursor;
    });
  };
  return {
    database: { ...database, db: withMethod(database.db, 'collection', collection) },
    looked: () => cursors.length,
    async scans() {
      const plans = await Promise.all(
        cursors.map(async ({ name, cursor }) => ({ name, plan: await cursor.clone().explain('queryPlanner') })),
      );
      return plans.flatMap(({ name, plan }) => {
        const winning = JSON.stringify(plan.queryPlanner?.winningPlan ?? plan);
        return winning.includes('IXSCAN') ? [] : [`${name}: ${winning}`];
      });
    },
  };
}

/** The same object with one method replaced; native classes want their own methods called on themselves. */
function withMethod<T extends object>(target: T, name: keyof T, method: unknown): T {
  return new Proxy(target, {
    get: (real, property) => {
      if (property === name) return method;
      const value: unknown = Reflect.get(real, property, real);
      return typeof value === 'function' ? value.bind(real) : value;
    },
  });
}

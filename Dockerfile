# One image a service, and one that holds them all: `docker build --target gateway -t acebuddy-gateway:1.0.0 .`
# Targets: gateway, conversation, ticketing, notifications, standalone. docs/deployment.md says how they are run.
#
# NODE_IMAGE brings Node and npm to the stages that build; what runs is BASE_IMAGE with the program `node` and the service, so
# that an image has no package manager of Node's. Pin both by digest where builds must be repeatable to the byte:
# `--build-arg NODE_IMAGE=docker.io/library/node@sha256:…`. BASE_IMAGE needs glibc and libstdc++ of Debian 12 or later.
ARG NODE_IMAGE=docker.io/library/node:24.21.0-bookworm-slim
ARG BASE_IMAGE=docker.io/library/debian:bookworm-slim

FROM ${NODE_IMAGE} AS source
WORKDIR /src
ENV CI=true
COPY . .

# The page of the console. Its tools end here.
FROM source AS console
RUN --mount=type=cache,id=acebuddy-pnpm,target=/pnpm \
    npx -y "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --store-dir /pnpm \
      --package-import-method copy --filter "@acebuddy/console..." \
 && node packages/console/build/main.ts

FROM source AS gateway-app
RUN --mount=type=cache,id=acebuddy-pnpm,target=/pnpm \
    npx -y "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --store-dir /pnpm \
      --package-import-method copy --prod --filter-prod "@acebuddy/gateway..." \
 && node deploy/image/collect.ts gateway /app
COPY --from=console /src/packages/console/dist /app/packages/console/dist

FROM source AS conversation-app
RUN --mount=type=cache,id=acebuddy-pnpm,target=/pnpm \
    npx -y "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --store-dir /pnpm \
      --package-import-method copy --prod --filter-prod "@acebuddy/conversation..." \
 && node deploy/image/collect.ts conversation /app

FROM source AS ticketing-app
RUN --mount=type=cache,id=acebuddy-pnpm,target=/pnpm \
    npx -y "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --store-dir /pnpm \
      --package-import-method copy --prod --filter-prod "@acebuddy/ticketing..." \
 && node deploy/image/collect.ts ticketing /app

FROM source AS notifications-app
RUN --mount=type=cache,id=acebuddy-pnpm,target=/pnpm \
    npx -y "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --store-dir /pnpm \
      --package-import-method copy --prod --filter-prod "@acebuddy/notifications..." \
 && node deploy/image/collect.ts notifications /app

FROM source AS standalone-app
RUN --mount=type=cache,id=acebuddy-pnpm,target=/pnpm \
    npx -y "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --store-dir /pnpm \
      --package-import-method copy --prod --filter-prod "@acebuddy/standalone..." \
 && node deploy/image/collect.ts standalone /app
COPY --from=console /src/packages/console/dist /app/packages/console/dist

# What every image has: no shell of ours, no package manager of Node's, a user without a name or a home.
FROM ${BASE_IMAGE} AS base
COPY --from=source /usr/local/bin/node /usr/local/bin/node
COPY --from=source /src/deploy/image/healthcheck.js /app/healthcheck.js
# The only place that is written. A volume begins with this folder's owner.
RUN mkdir /data && chown 10001:10001 /data
ENV NODE_ENV=production DATA_DIR=/data DRAIN_DELAY_MS=5000
WORKDIR /app
USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM

FROM base AS gateway
COPY --from=gateway-app /app /app
ENV HOST=0.0.0.0 PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/healthcheck.js", "PORT", "8000"]
CMD ["node", "services/gateway/src/main.ts"]

FROM base AS conversation
COPY --from=conversation-app /app /app
ENV CONVERSATION_HOST=0.0.0.0 CONVERSATION_PORT=8001
EXPOSE 8001
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/healthcheck.js", "CONVERSATION_PORT", "8001"]
CMD ["node", "services/conversation/src/main.ts"]

FROM base AS ticketing
COPY --from=ticketing-app /app /app
ENV TICKETING_HOST=0.0.0.0 TICKETING_PORT=8002
EXPOSE 8002
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/healthcheck.js", "TICKETING_PORT", "8002"]
CMD ["node", "services/ticketing/src/main.ts"]

FROM base AS notifications
COPY --from=notifications-app /app /app
ENV NOTIFICATIONS_HOST=0.0.0.0 NOTIFICATIONS_PORT=8003
EXPOSE 8003
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/healthcheck.js", "NOTIFICATIONS_PORT", "8003"]
CMD ["node", "services/notifications/src/main.ts"]

FROM base AS standalone
COPY --from=standalone-app /app /app
ENV HOST=0.0.0.0 PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/healthcheck.js", "PORT", "8000"]
CMD ["node", "--max-semi-space-size=4", "services/standalone/src/main.ts"]

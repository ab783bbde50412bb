# Two stages: the first builds, the second holds only what runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The build runs once the sources are there; "prepare" would run it too early.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
RUN mkdir /app/data && chown node:node /app/data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY config ./config
USER node
# The store; everything else may be read-only.
VOLUME ["/app/data"]
# Answers from the store beside the bot; fails when nothing is polled any more.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "dist/main.js", "health"]
STOPSIGNAL SIGTERM
# A small young generation: see src/heap.ts.
ENTRYPOINT ["node", "--max-semi-space-size=4", "dist/main.js"]
CMD ["run"]

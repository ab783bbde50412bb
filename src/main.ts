#!/usr/bin/env node
console.log("watchdesk");

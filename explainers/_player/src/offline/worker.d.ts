/** What a service worker has and a page has not: of the browser's own types, which cannot stand beside a page's. */

export interface Waiting extends Event {
  waitUntil(task: Promise<unknown>): void;
}

export interface Asked extends Waiting {
  readonly request: Request;
  readonly clientId: string;
  readonly resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}

export interface Told extends Waiting {
  readonly data: { task: "mine" | "tidy"; build: string };
  readonly source: { id: string } | null;
}

export interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { includeUncontrolled: boolean; type: "all" }): Promise<{ id: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Asked) => void): void;
  addEventListener(type: "message", listener: (event: Told) => void): void;
}

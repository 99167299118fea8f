/** What the talk uses of reveal.js: its own types ask for more than this project has. */
export interface Api {
  getCurrentSlide(): HTMLElement | undefined;
  getSlides(): HTMLElement[];
  getSlidePastCount(): number;
  next(): void;
  prev(): void;
  on(type: string, listener: (event: any) => void): void;
}

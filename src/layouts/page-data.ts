import type { PageData } from '../state/types.ts';
import type { Lesson } from './lessons.ts';
export const lessonPageData = async (_lesson: Lesson): Promise<PageData | undefined> => undefined;
export const homePageData = async (): Promise<PageData | undefined> => undefined;

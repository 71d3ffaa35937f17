import { serve } from '@chancery/service';
import { workbench } from './workbench';

void serve(workbench);
